using AcsFunctions.Identities;
using AcsFunctions.Worker.Responses;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Callers;

/// <summary>Makes a caller of proved claims: who, how old the credential is, and what it may do. The same for every kind of credential.</summary>
public sealed class CallerRules(IOptions<AuthenticationOptions> options, IOptions<IdentityOptions> identities, TimeProvider clock)
{
    private readonly TimeSpan clockSkew = options.Value.ClockSkew;
    private readonly TimeSpan maxCredentialAge = identities.Value.MaxCredentialAge;

    internal Attempt<Caller> Apply(ClaimSet claims, CallerTerms terms)
    {
        if (UserIdOf(claims, terms) is not { } userId
            || !claims.TryReadInstant("iat", out var issuedAt)
            || !claims.TryReadInstant("auth_time", out var authenticatedAt)
            || !claims.TryReadInstant("exp", out var expires))
        {
            return Problem.InvalidToken;
        }

        var now = clock.GetUtcNow();
        if (issuedAt > now + clockSkew)
        {
            return Problem.InvalidToken;
        }

        // Without an `iat`, what lives on longer than credentials may be old would outlive the memory of a revoke.
        if (issuedAt + maxCredentialAge < now || (issuedAt is null && expires > now + maxCredentialAge))
        {
            return Problem.Of(new Refusal(RefusalReason.ReauthenticationRequired, "The credential is older than is accepted here, or does not say how old it is."));
        }

        return new Caller(
            userId,
            Session.Of(issuedAt, authenticatedAt),
            IsUser: (terms.RequiredScope is null || HasScope(claims, terms.RequiredScope)) && !IsAppOnly(claims),
            IsAdmin: !string.IsNullOrEmpty(terms.AdminRole) && claims.All("roles").Contains(terms.AdminRole, StringComparer.Ordinal),
            claims.Single("oid"));
    }

    // Only the last claim may hold the separator, so that two users never share an id.
    private static UserId? UserIdOf(ClaimSet claims, CallerTerms terms)
    {
        var values = terms.UserIdClaims.Select(claims.Single).ToArray();
        return values.All(value => !string.IsNullOrEmpty(value))
            && values.SkipLast(1).All(value => !value!.Contains('|', StringComparison.Ordinal))
            && UserId.TryCreate(string.Join('|', values.Prepend(terms.Alias)), out var userId)
            ? userId
            : null;
    }

    private static bool HasScope(ClaimSet claims, string scope) =>
        claims.All("scp").Concat(claims.All("scope")).SelectMany(value => value.Split(' ')).Contains(scope, StringComparer.Ordinal);

    // Entra's mark, Auth0's mark, and what RFC 9068 (section 2.2) asks of everybody: the subject is the client itself.
    private static bool IsAppOnly(ClaimSet claims) =>
        claims.Single("idtyp") == "app"
        || claims.Single("gty") == "client-credentials"
        || (claims.Single("sub") is { } subject && ClientClaims.Any(name => claims.Single(name) == subject));

    private static readonly string[] ClientClaims = ["client_id", "azp", "appid", "cid"];
}
