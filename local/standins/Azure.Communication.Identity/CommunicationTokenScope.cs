using System.ComponentModel;

namespace Azure.Communication.Identity;

/// <summary>What a token allows. Any text is accepted; the service refuses those it does not know. Compared without regard to case.</summary>
public readonly struct CommunicationTokenScope : IEquatable<CommunicationTokenScope>
{
    private readonly string value;

    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public CommunicationTokenScope(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    public static CommunicationTokenScope Chat { get; } = new("chat");

    public static CommunicationTokenScope ChatJoin { get; } = new("chat.join");

    public static CommunicationTokenScope ChatJoinLimited { get; } = new("chat.join.limited");

    public static CommunicationTokenScope VoIP { get; } = new("voip");

    public static CommunicationTokenScope VoIPJoin { get; } = new("voip.join");

    public static implicit operator CommunicationTokenScope(string value) => new(value);

    public static bool operator ==(CommunicationTokenScope left, CommunicationTokenScope right) => left.Equals(right);

    public static bool operator !=(CommunicationTokenScope left, CommunicationTokenScope right) => !left.Equals(right);

    public bool Equals(CommunicationTokenScope other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is CommunicationTokenScope other && Equals(other);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => value is null ? 0 : value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    public override string ToString() => value;
}
