using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Authentication;

/// <summary>Decides whether a request comes from a holder of the resource's credential.</summary>
internal sealed class Authenticator(HmacVerifier hmac, Func<string, bool> acceptBearer)
{
    private const string Bearer = "Bearer ";

    /// <returns>Null, or why not. Never holds a part of the credential.</returns>
    public string? Refuse(AcsRequest request)
    {
        var authorization = request.Headers.Authorization;
        if (authorization.Count != 1)
        {
            return authorization.Count == 0 ? "there is no Authorization header" : "there is more than one Authorization header";
        }

        var value = authorization.ToString();
        if (HmacAuthorization.Claims(value))
        {
            return hmac.Refuse(request, value);
        }

        if (BearerOf(request) is not { } token)
        {
            return "the Authorization header is neither HMAC-SHA256 nor Bearer";
        }

        if (!request.IsPrivate)
        {
            return "a bearer token must come over TLS";
        }

        return acceptBearer(token) ? null : "the bearer token is not accepted";
    }

    public static string? BearerOf(AcsRequest request)
    {
        var value = request.Headers.Authorization.ToString();
        return value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim() : null;
    }
}
