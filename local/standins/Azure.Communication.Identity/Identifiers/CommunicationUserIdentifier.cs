namespace Azure.Communication;

/// <summary>A user whose identity a Communication Services resource made.</summary>
public class CommunicationUserIdentifier : CommunicationIdentifier
{
    /// <param name="id">As the service answered it, for example <c>8:acs:…_…</c>. Not checked beyond being there.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or empty.</exception>
    public CommunicationUserIdentifier(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    public string Id { get; }

    public override string RawId => Id;

    public override bool Equals(CommunicationIdentifier other) => other is CommunicationUserIdentifier && other.RawId == RawId;

    public override string ToString() => Id;
}
