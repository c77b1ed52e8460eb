namespace Azure.Communication;

internal static class RawIdPrefix
{
    public const string Phone = "4:";
    public const string AcsUser = "8:acs:";
    public const string AcsUserDod = "8:dod-acs:";
    public const string AcsUserGcch = "8:gcch-acs:";
    public const string SpoolUser = "8:spool:";
    public const string TeamsVisitor = "8:teamsvisitor:";
    public const string TeamsUser = "8:orgid:";
    public const string TeamsUserDod = "8:dod:";
    public const string TeamsUserGcch = "8:gcch:";

    /// <summary>Splits after the second colon; an id with fewer colons has no prefix.</summary>
    public static (string Prefix, string Remainder) Split(string rawId)
    {
        var second = rawId.IndexOf(':', rawId.IndexOf(':', StringComparison.Ordinal) + 1);
        return second <= 0 || rawId.IndexOf(':', StringComparison.Ordinal) == second ? ("", rawId) : (rawId[..(second + 1)], rawId[(second + 1)..]);
    }
}
