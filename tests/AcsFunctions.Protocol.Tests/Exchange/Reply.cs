namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>What an operation is answered. Replies that print the same are the same.</summary>
internal sealed record Reply(string Print, object? Value)
{
    private readonly int hashCode = Print.GetHashCode(StringComparison.Ordinal);

    /// <summary>Nothing, and the client library has given up.</summary>
    public static Reply None { get; } = new("no answer", null);

    /// <summary>Nothing, and the client library sends the same again.</summary>
    public static Reply NoneYet { get; } = new("no answer, sent again", null);

    public bool Equals(Reply? other) => Print == other?.Print;

    public override int GetHashCode() => hashCode;
}
