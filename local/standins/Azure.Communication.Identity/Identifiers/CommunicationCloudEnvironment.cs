using System.ComponentModel;

namespace Azure.Communication;

/// <summary>The cloud that an identifier belongs to. Compared without regard to case.</summary>
public readonly struct CommunicationCloudEnvironment : IEquatable<CommunicationCloudEnvironment>
{
    private readonly string value;

    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public CommunicationCloudEnvironment(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    public static CommunicationCloudEnvironment Public { get; } = new("public");

    public static CommunicationCloudEnvironment Dod { get; } = new("dod");

    public static CommunicationCloudEnvironment Gcch { get; } = new("gcch");

    public static implicit operator CommunicationCloudEnvironment(string value) => new(value);

    public static bool operator ==(CommunicationCloudEnvironment left, CommunicationCloudEnvironment right) => left.Equals(right);

    public static bool operator !=(CommunicationCloudEnvironment left, CommunicationCloudEnvironment right) => !left.Equals(right);

    public bool Equals(CommunicationCloudEnvironment other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is CommunicationCloudEnvironment other && Equals(other);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => value is null ? 0 : value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    public override string ToString() => value;
}
