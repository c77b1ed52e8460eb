namespace Azure.Communication;

/// <summary>An identifier of a kind that this client does not know.</summary>
public class UnknownIdentifier : CommunicationIdentifier
{
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or empty.</exception>
    public UnknownIdentifier(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    public string Id { get; }

    public override string RawId => Id;

    public override bool Equals(CommunicationIdentifier other) => other is UnknownIdentifier && other.RawId == RawId;

    public override string ToString() => Id;
}
