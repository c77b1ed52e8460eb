using AcsFunctions.Identities;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcsFunctions.Worker.Callers;

/// <summary>What a validated token says about its bearer.</summary>
internal static class TokenClaims
{
    /// <summary>
    /// <c>&lt;alias&gt;|&lt;claim&gt;|…</c>, or null where a claim is missing, is there twice or is not text. Only the last claim may
    /// hold the separator, so that two users never share an id.
    /// </summary>
    public static UserId? UserId(JsonWebToken token, string alias, IReadOnlyList<string> claimNames)
    {
        var values = claimNames.Select(name => Single(token, name)).ToArray();
        return values.All(value => !string.IsNullOrEmpty(value))
            && values.SkipLast(1).All(value => !value!.Contains('|', StringComparison.Ordinal))
            && Identities.UserId.TryCreate(string.Join('|', values.Prepend(alias)), out var userId)
            ? userId
            : null;
    }

    public static bool HasScope(JsonWebToken token, string scope) =>
        All(token, "scp").Concat(All(token, "scope")).SelectMany(value => value.Split(' ')).Contains(scope, StringComparer.Ordinal);

    public static bool HasRole(JsonWebToken token, string? role) =>
        !string.IsNullOrEmpty(role) && All(token, "roles").Contains(role, StringComparer.Ordinal);

    /// <summary>Entra marks tokens that an app got for itself.</summary>
    public static bool IsAppOnly(JsonWebToken token) => Single(token, "idtyp") == "app";

    public static string? Single(JsonWebToken token, string name) => All(token, name) is [var value] ? value : null;

    public static DateTimeOffset? Instant(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<long>(name, out var seconds)
        && seconds > 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string[] All(JsonWebToken token, string name) =>
        [.. token.Claims.Where(claim => claim.Type == name).Select(claim => claim.Value)];
}
