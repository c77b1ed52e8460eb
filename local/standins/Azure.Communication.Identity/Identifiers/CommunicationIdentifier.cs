namespace Azure.Communication;

/// <summary>Somebody or something that takes part in a communication. Two are equal if their kind and raw id are.</summary>
public abstract class CommunicationIdentifier : IEquatable<CommunicationIdentifier>
{
    /// <summary>The canonical text form; <see cref="FromRawId"/> reads it back.</summary>
    public virtual string RawId { get; }

    public static bool operator ==(CommunicationIdentifier left, CommunicationIdentifier right) =>
        left is null ? right is null : left.Equals(right);

    public static bool operator !=(CommunicationIdentifier left, CommunicationIdentifier right) => !(left == right);

    /// <summary>
    /// Reads the kind from the prefix alone; the rest is for the service to check. Bots (<c>28:</c>) come back as
    /// <see cref="UnknownIdentifier"/>: the package has no public kind for them at the version that the identity client depends on.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="rawId"/> is null or empty.</exception>
    public static CommunicationIdentifier FromRawId(string rawId)
    {
        ArgumentException.ThrowIfNullOrEmpty(rawId);

        if (rawId.StartsWith(RawIdPrefix.Phone, StringComparison.OrdinalIgnoreCase))
        {
            return new PhoneNumberIdentifier(rawId[RawIdPrefix.Phone.Length..]);
        }

        var (prefix, rest) = RawIdPrefix.Split(rawId);
        return prefix switch
        {
            RawIdPrefix.AcsUser or RawIdPrefix.AcsUserDod or RawIdPrefix.AcsUserGcch or RawIdPrefix.SpoolUser => new CommunicationUserIdentifier(rawId),
            RawIdPrefix.TeamsVisitor => new MicrosoftTeamsUserIdentifier(rest, isAnonymous: true),
            RawIdPrefix.TeamsUser => new MicrosoftTeamsUserIdentifier(rest, isAnonymous: false, CommunicationCloudEnvironment.Public),
            RawIdPrefix.TeamsUserDod => new MicrosoftTeamsUserIdentifier(rest, isAnonymous: false, CommunicationCloudEnvironment.Dod),
            RawIdPrefix.TeamsUserGcch => new MicrosoftTeamsUserIdentifier(rest, isAnonymous: false, CommunicationCloudEnvironment.Gcch),
            _ => new UnknownIdentifier(rawId),
        };
    }

    public abstract bool Equals(CommunicationIdentifier other);

    public override bool Equals(object obj) => obj is CommunicationIdentifier other && Equals(other);

    public override int GetHashCode() => RawId.GetHashCode(StringComparison.Ordinal);
}
