namespace Azure.Communication;

/// <summary>A Microsoft Teams user.</summary>
public class MicrosoftTeamsUserIdentifier : CommunicationIdentifier
{
    private readonly string rawId;

    /// <param name="userId">The Entra object id, or the visitor's id of an anonymous user.</param>
    /// <param name="isAnonymous">True for a visitor who joined by a link.</param>
    /// <param name="cloud">Null means <see cref="CommunicationCloudEnvironment.Public"/>.</param>
    /// <param name="rawId">Takes the place of the raw id that the other arguments make, if given.</param>
    /// <exception cref="ArgumentException"><paramref name="userId"/> is null or empty.</exception>
    public MicrosoftTeamsUserIdentifier(string userId, bool isAnonymous = false, CommunicationCloudEnvironment? cloud = null, string rawId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        UserId = userId;
        IsAnonymous = isAnonymous;
        Cloud = cloud ?? CommunicationCloudEnvironment.Public;
        this.rawId = rawId ?? Prefix() + userId;
    }

    public string UserId { get; }

    public bool IsAnonymous { get; }

    public CommunicationCloudEnvironment Cloud { get; }

    public override string RawId => rawId;

    public override bool Equals(CommunicationIdentifier other) => other is MicrosoftTeamsUserIdentifier && other.RawId == RawId;

    public override string ToString() => UserId;

    private string Prefix() =>
        IsAnonymous ? RawIdPrefix.TeamsVisitor
        : Cloud == CommunicationCloudEnvironment.Dod ? RawIdPrefix.TeamsUserDod
        : Cloud == CommunicationCloudEnvironment.Gcch ? RawIdPrefix.TeamsUserGcch
        : RawIdPrefix.TeamsUser;
}
