using AcsFunctions.Acs;

namespace AcsFunctions.Worker.Http;

/// <summary>A Teams user's ACS token on the wire.</summary>
internal sealed record TeamsTokenBody(string Token, string ExpiresOn, long ExpiresOnTimestamp)
{
    public static TeamsTokenBody Of(AcsToken token) => new(token.Value, Iso8601.Format(token.ExpiresOn), token.ExpiresOn.ToUnixTimeMilliseconds());
}
