using AcsFunctions.Identities;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Callers;

/// <summary>Makes a caller of proved claims: who, how old the credential is, and what it may do. The same for every kind of credential.</summary>
public sealed class ClaimMapper(IOptions<IdentityOptions> identities, TimeProvider clock)
{
    private readonly IdentityOptions identities = identities.Value;

    internal Result<Caller, CallerRefusal> Map(ClaimSet claims, ClaimMapping mapping)
    {
        if (UserIdOf(claims, mapping) is not { } userId)
        {
            return CallerRefusal.InvalidToken(RefusalCause.ClaimMissing);
        }

        if (!claims.TryReadInstant("iat", out var issuedAt)
            || !claims.TryReadInstant("auth_time", out var authenticatedAt)
            || !claims.TryReadInstant("exp", out var expires))
        {
            return CallerRefusal.InvalidToken(RefusalCause.ClaimMalformed);
        }

        if (AgeRefusal(issuedAt, authenticatedAt, expires) is { } refusal)
        {
            return refusal;
        }

        if (mapping.RequireAuthTime && authenticatedAt is null && !AppMarks.Prove(claims))
        {
            return CallerRefusal.AuthTimeMissing;
        }

        return new Caller(userId, Session.Of(issuedAt, authenticatedAt), NotUser(claims, mapping), NotAdmin(claims, mapping), claims.Single("oid"));
    }

    private CallerRefusal? AgeRefusal(DateTimeOffset? issuedAt, DateTimeOffset? authenticatedAt, DateTimeOffset? expires)
    {
        var now = clock.GetUtcNow();
        // No further than a revoke allows for: what is stamped ahead by more would be taken for newer than the revoke that it is older than.
        var latest = now + identities.RevocationTolerance;
        if (issuedAt > latest || authenticatedAt > latest)
        {
            return CallerRefusal.InvalidToken(RefusalCause.IssuedInFuture);
        }

        // Without an `iat`, what lives on longer than credentials may be old would outlive the memory of a revoke.
        if (issuedAt + identities.MaxCredentialAge < now || (issuedAt is null && expires > now + identities.MaxCredentialAge))
        {
            return CallerRefusal.ReauthenticationRequired("The credential is older than is accepted here, or does not say how old it is.", RefusalCause.CredentialTooOld);
        }

        // A refresh token makes credentials new for as long as the issuer likes; fences are kept for no longer than this.
        return authenticatedAt + identities.MaxSessionAge < now
            ? CallerRefusal.ReauthenticationRequired("The user signed in longer ago than is accepted here.", RefusalCause.SessionTooOld)
            : null;
    }

    private static CallerRefusal? NotUser(ClaimSet claims, ClaimMapping mapping) =>
        mapping.RequiredScope is { } scope && !HasScope(claims, scope) ? CallerRefusal.InsufficientScope(RefusalCause.Scope)
        : AppMarks.Suggest(claims) ? CallerRefusal.InsufficientScope(RefusalCause.NotAUser)
        : null;

    // An ID token of the same registration may carry the role, too: what is a user's must have the scope, and what has none must be an app's for certain.
    private static CallerRefusal? NotAdmin(ClaimSet claims, ClaimMapping mapping) =>
        string.IsNullOrEmpty(mapping.AdminRole) || !claims.All("roles").Contains(mapping.AdminRole, StringComparer.Ordinal)
            ? CallerRefusal.AdminRoleRequired
        : AppMarks.Prove(claims) || (mapping.RequiredScope is { } scope && HasScope(claims, scope)) ? null
        : CallerRefusal.InsufficientScope(RefusalCause.Scope);

    // Only the last claim may hold the separator, so that two users never share an id.
    private static UserId? UserIdOf(ClaimSet claims, ClaimMapping mapping)
    {
        var values = mapping.UserIdClaims.Select(claims.Single).ToArray();
        return values.All(value => !string.IsNullOrEmpty(value))
            && values.SkipLast(1).All(value => !value!.Contains('|', StringComparison.Ordinal))
            && UserId.TryCreate(string.Join('|', values.Prepend(mapping.Alias)), out var userId)
            ? userId
            : null;
    }

    private static bool HasScope(ClaimSet claims, string scope) =>
        claims.All("scp").Concat(claims.All("scope")).SelectMany(value => value.Split(' ')).Contains(scope, StringComparer.Ordinal);
}
