namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>A token that a caller holds.</summary>
/// <param name="Value">The token.</param>
/// <param name="Session">When the caller's credential was issued; null for a caller without a session.</param>
/// <param name="IsRecent">Handed out after the clean-up's cutoff.</param>
internal sealed record ReturnedToken(string Value, DateTimeOffset? Session, bool IsRecent)
{
    public string CommunicationUserId => Value[..Value.IndexOf('#', StringComparison.Ordinal)];
}
