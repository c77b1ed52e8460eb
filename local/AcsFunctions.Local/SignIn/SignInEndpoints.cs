using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AcsFunctions.Local.SignIn;

internal static class SignInEndpoints
{
    public const string TokenPath = "/token";
    private const string KeysPath = "/keys";

    public static void Map(IEndpointRouteBuilder routes, TokenIssuer tokens)
    {
        routes.MapGet("/.well-known/openid-configuration", () =>
            Results.Json(new DiscoveryDocument(tokens.Issuer, tokens.Issuer + KeysPath, tokens.Issuer + TokenPath)));
        routes.MapGet(KeysPath, () => Results.Json(tokens.PublicKeys));
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
            var answer = tokens.Issue(new TokenRequest(
                Single(form, "user") ?? "",
                Single(form, "scope"),
                [.. form["role"].OfType<string>()],
                Lifetime(form)));
            // For a shell, which has no JSON parser: curl -H 'Accept: text/plain'.
            return context.Request.Headers.Accept == "text/plain" ? Results.Text(answer.AccessToken) : Results.Json(answer);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException)
        {
            return Refuse(exception.Message);
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

    private static IResult Refuse(string description) =>
        Results.Json(new TokenRefusal("invalid_request", description), statusCode: StatusCodes.Status400BadRequest);
}
