using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.Local.SignIn;

internal static class SignInEndpoints
{
    public const string TokenPath = "/token";
    private const string KeysPath = "/keys";

    public static void Map(IEndpointRouteBuilder routes, TokenIssuer tokens)
    {
        // https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata, less the pages this issuer does not have.
        routes.MapGet("/.well-known/openid-configuration", () => Results.Json(new JsonObject
        {
            ["issuer"] = tokens.Issuer,
            ["jwks_uri"] = tokens.Issuer + KeysPath,
            ["token_endpoint"] = tokens.Issuer + TokenPath,
            ["response_types_supported"] = new JsonArray("token"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray(TokenIssuer.Algorithm),
        }));
        // https://www.rfc-editor.org/rfc/rfc7517#section-4 and https://www.rfc-editor.org/rfc/rfc7518#section-6.3.1
        routes.MapGet(KeysPath, () => Results.Json(new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kid"] = tokens.KeyId,
                ["n"] = Base64UrlEncoder.Encode(tokens.PublicKey.Modulus),
                ["e"] = Base64UrlEncoder.Encode(tokens.PublicKey.Exponent),
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = TokenIssuer.Algorithm,
            }),
        }));
        routes.MapPost(TokenPath, async (HttpContext context) => await (await AnswerAsync(context, tokens)).ExecuteAsync(context));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, TokenIssuer tokens)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            return Refuse("The request must be a form: user=<name>, and if wanted scope, role and lifetime.");
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var answer = tokens.Issue(Single(form, "user") ?? "", Single(form, "scope"), [.. form["role"].OfType<string>()], Lifetime(form));
            // For a shell, which has no JSON parser: curl -H 'Accept: text/plain'.
            return context.Request.Headers.Accept == "text/plain" ? Results.Text(answer.AccessToken) : Results.Json(answer);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException)
        {
            return Refuse(exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            return Refuse(exception.Message, exception.StatusCode);
        }
    }

    private static string? Single(IFormCollection form, string field) => form[field] switch
    {
        { Count: 0 } => null,
        [{ } value] => value,
        _ => throw new ArgumentException($"'{field}' may be given once only."),
    };

    private static TimeSpan? Lifetime(IFormCollection form) => Single(form, "lifetime") switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) => TimeSpan.FromMinutes(minutes),
        _ => throw new ArgumentException("'lifetime' must be a whole number of minutes."),
    };

    // https://www.rfc-editor.org/rfc/rfc6749#section-5.2
    private static IResult Refuse(string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new JsonObject { ["error"] = "invalid_request", ["error_description"] = description }, statusCode: status);
}
