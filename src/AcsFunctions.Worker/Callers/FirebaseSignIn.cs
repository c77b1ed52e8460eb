namespace AcsFunctions.Worker.Callers;

/// <summary>What a Firebase ID token says of how its user signed in. https://firebase.google.com/docs/auth/admin/verify-id-tokens</summary>
internal static class FirebaseSignIn
{
    /// <summary>Anybody can have any number of anonymous accounts, for nothing.</summary>
    public static bool IsAnonymous(ClaimSet claims) =>
        claims.Member("firebase", "sign_in_provider") == "anonymous" || claims.Single("provider_id") == "anonymous";
}
