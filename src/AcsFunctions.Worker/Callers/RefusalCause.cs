namespace AcsFunctions.Worker.Callers;

/// <summary>
/// Why a caller is refused, for those who run the service: in the log, as a tag of a metric and, where a setting says so, in the answer's
/// header. A fixed list, so that no value of a credential gets out by it.
/// </summary>
/// <param name="Name">Stable, snake_case.</param>
/// <param name="Description">The same for people, of the characters that RFC 6750 (section 3) lets an <c>error_description</c> have.</param>
public sealed record RefusalCause(string Name, string Description)
{
    public static RefusalCause NoCredential { get; } = new("no_credential", "The request carries no access token where one is looked for.");

    public static RefusalCause NotOneToken { get; } = new("not_one_token", "The header is not exactly the word Bearer, one space and one token.");

    public static RefusalCause Malformed { get; } = new("malformed", "The token is not a signed JWT, or holds a name twice.");

    public static RefusalCause TokenKind { get; } = new("token_kind", "It is a token of another kind than the issuer's access tokens, by typ, crit or token_use.");

    public static RefusalCause IssuerUnknown { get; } = new("issuer_unknown", "No configured issuer has the name in iss.");

    public static RefusalCause IssuerUnavailable { get; } = new("issuer_unavailable", "The issuer cannot be asked for its keys.");

    public static RefusalCause Tenant { get; } = new("tenant", "The token's tenant is not one of those configured for the issuer.");

    public static RefusalCause Algorithm { get; } = new("algorithm", "The token is signed with an algorithm that is not accepted.");

    public static RefusalCause KeyUnknown { get; } = new("key_unknown", "The issuer has no key of the id in kid.");

    public static RefusalCause KeyNotLookedUp { get; } = new("key_not_looked_up", "The key in kid is new here, and the issuer was asked for its keys a moment ago.");

    public static RefusalCause Signature { get; } = new("signature", "The signature is not the issuer's.");

    public static RefusalCause Expired { get; } = new("expired", "The token has expired.");

    public static RefusalCause NotYetValid { get; } = new("not_yet_valid", "The token is not valid yet, by nbf.");

    public static RefusalCause IssuedInFuture { get; } = new("issued_in_future", "The token is from the future, by iat or auth_time: the issuer's clock runs ahead.");

    public static RefusalCause Audience { get; } = new("audience", "The token is for another audience or client than those configured for the issuer.");

    public static RefusalCause ClaimMissing { get; } = new("claim_missing", "A claim is missing, empty or there twice that makes the user id, or exp is missing.");

    public static RefusalCause ClaimMalformed { get; } = new("claim_malformed", "A time in the token is not a number of seconds.");

    public static RefusalCause AnonymousSignIn { get; } = new("anonymous_sign_in", "The user signed in anonymously.");

    public static RefusalCause Scope { get; } = new("scope", "The token lacks the scope that is required, as ID tokens do.");

    public static RefusalCause NotAUser { get; } = new("not_a_user", "The token was issued to an app, not to a user.");

    public static RefusalCause AdminRole { get; } = new("admin_role", "The token lacks the role that may act for other users.");

    public static RefusalCause CredentialTooOld { get; } = new("credential_too_old", "The token was issued longer ago than Identities:MaxCredentialAge, or may live longer and does not say when.");

    public static RefusalCause SessionTooOld { get; } = new("session_too_old", "The user signed in longer ago than Identities:MaxSessionAge.");

    public static RefusalCause SessionEnded { get; } = new("session_ended", "The user's sessions were ended after this one began.");

    public static RefusalCause AuthTimeMissing { get; } = new("auth_time_missing", "The token does not say when the user signed in, and the issuer's tokens must.");

    public static RefusalCause PrincipalMalformed { get; } = new("principal_malformed", "The principal of App Service Authentication is not what the platform sends.");

    public static RefusalCause PrincipalProvider { get; } = new("principal_provider", "The principal of App Service Authentication is of another identity provider.");

    public static RefusalCause Conflict { get; } = new("conflict", "The token and the principal of App Service Authentication name different users.");

    public static RefusalCause NotConfigured { get; } = new("not_configured", "No issuer is configured, and App Service Authentication is not on.");
}
