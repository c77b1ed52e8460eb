using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AcsFunctions.Worker.Callers;

/// <summary>Who signed in at the platform: the header <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of JSON.</summary>
/// <param name="Provider">The identity provider: <c>aad</c>, <c>google</c>, …</param>
/// <param name="Claims">By their JWT names, whichever spelling they came in.</param>
internal sealed record ClientPrincipal(string Provider, ClaimSet Claims)
{
    private const int MaxLength = 32 * 1024;

    // The platform sends some claims under their names in .NET, and which of them has changed over time.
    private static readonly Dictionary<string, string> JwtNames = new(StringComparer.Ordinal)
    {
        ["http://schemas.microsoft.com/identity/claims/objectidentifier"] = "oid",
        ["http://schemas.microsoft.com/identity/claims/tenantid"] = "tid",
        ["http://schemas.microsoft.com/identity/claims/scope"] = "scp",
        ["http://schemas.microsoft.com/ws/2008/06/identity/claims/role"] = "roles",
        ["http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationinstant"] = "auth_time",
        ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier"] = "sub",
    };

    /// <summary>An Entra token that names a client and no scope was issued to that client, not to a user; ID tokens name no client.</summary>
    public bool IsApp => Provider == "aad" && Claims.All("scp").Count == 0 && (Claims.All("azp").Count > 0 || Claims.All("appid").Count > 0);

    public static bool TryRead(string header, [NotNullWhen(true)] out ClientPrincipal? principal)
    {
        principal = null;
        // Convert.FromBase64String skips white space; one spelling is enough.
        if (header.Length > MaxLength || header.Any(char.IsWhiteSpace))
        {
            return false;
        }

        try
        {
            var body = JsonSerializer.Deserialize(Convert.FromBase64String(header), ClientPrincipalJson.Default.ClientPrincipalBody);
            if (body is { AuthTyp: { } provider, Claims: { } claims } && claims.All(claim => claim is { Typ: not null, Val: not null }))
            {
                principal = new(provider, ClaimSet.OfTexts(claims.Select(claim => (JwtNames.GetValueOrDefault(claim!.Typ!, claim.Typ!), claim.Val!))));
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // Not base64, not JSON, or a name there twice.
        }

        return principal is not null;
    }
}
