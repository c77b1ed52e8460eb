namespace AcsFunctions.Worker.Callers;

/// <summary>Whether a credential was issued to an app for itself, and not for a user.</summary>
internal static class AppMarks
{
    private static readonly string[] ClientClaims = ["client_id", "azp", "appid", "cid"];

    // What Entra puts into tokens of users, ID tokens among them, by default or on demand.
    private static readonly string[] UserClaims =
        ["scp", "scope", "name", "preferred_username", "upn", "unique_name", "email", "given_name", "family_name", "nonce", "auth_time", "at_hash", "c_hash"];

    /// <summary>
    /// Certain: Entra's mark, where the registration asks for it (<c>idtyp</c>); Auth0's (<c>gty</c>, and the subject that it gives to
    /// clients); what RFC 9068 (section 2.2) asks of everybody, that the subject is the client; and a token of Entra that names a client,
    /// nothing of a user, and one id as both object and subject, which a user never has: a user's subject is made for one app.
    /// </summary>
    public static bool Prove(ClaimSet claims) =>
        claims.Single("idtyp") == "app"
        || claims.Single("gty") == "client-credentials"
        || (claims.Single("sub") is { } subject && ClientClaims.Select(claims.Single).Any(client => client is not null && (subject == client || subject == client + "@clients")))
        || IsEntraApp(claims);

    /// <summary>Enough not to be taken for a user: the above, and the name that Keycloak gives to a client's own user, which a user may have taken first.</summary>
    public static bool Suggest(ClaimSet claims) =>
        Prove(claims)
        || (claims.Single("azp") is { } client && string.Equals(claims.Single("preferred_username"), "service-account-" + client, StringComparison.OrdinalIgnoreCase));

    private static bool IsEntraApp(ClaimSet claims) =>
        (claims.Has("azp") || claims.Has("appid"))
        && claims.Single("oid") is { } objectId
        && claims.Single("sub") == objectId
        && !UserClaims.Any(claims.Has);
}
