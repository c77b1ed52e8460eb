namespace Azure.Communication;

/// <summary>A telephone number.</summary>
public class PhoneNumberIdentifier : CommunicationIdentifier
{
    private readonly string rawId;

    /// <param name="phoneNumber">In E.164 form. Not checked beyond being there.</param>
    /// <param name="rawId">Takes the place of <c>4:</c> and the number, if given.</param>
    /// <exception cref="ArgumentException"><paramref name="phoneNumber"/> is null or empty.</exception>
    public PhoneNumberIdentifier(string phoneNumber, string rawId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(phoneNumber);
        PhoneNumber = phoneNumber;
        this.rawId = rawId ?? RawIdPrefix.Phone + phoneNumber;
    }

    public string PhoneNumber { get; }

    public override string RawId => rawId;

    public override bool Equals(CommunicationIdentifier other) => other is PhoneNumberIdentifier && other.RawId == RawId;

    public override string ToString() => PhoneNumber;
}
