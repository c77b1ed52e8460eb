namespace AcsFunctions.Worker.Callers;

/// <summary>Section <c>Authentication:Issuers:&lt;alias&gt;</c>: one OpenID Connect issuer of access tokens for this API.</summary>
public sealed class IssuerOptions
{
    /// <summary>Where <c>/.well-known/openid-configuration</c> is found; https, except on the loopback interface.</summary>
    public Uri? Authority { get; set; }

    /// <summary>The audience that tokens must name: this API, never ACS and never the front-end. Several are separated by spaces; one of them is enough.</summary>
    public string? Audience { get; set; }

    /// <summary>The clients whose access tokens are accepted, separated by spaces, where the issuer's access tokens name the client and no audience (Cognito). A token that has an audience must name one of <see cref="Audience"/> all the same.</summary>
    public string? ClientIds { get; set; }

    /// <summary>The tenants whose users are accepted, as lower-case GUIDs separated by spaces. Required for an authority of all tenants (Entra's <c>organizations</c> and <c>common</c>).</summary>
    public string? Tenants { get; set; }

    /// <summary>The claims that make the user id, separated by spaces; a token must carry each exactly once. Entra: <c>tid oid</c>.</summary>
    /// <value>Default: sub.</value>
    public string UserIdClaims { get; set; } = "sub";

    /// <summary>The scope that a user's token must carry. Needed because an ID token can have the same audience; may be left out with <see cref="AcceptIdTokens"/>.</summary>
    public string? RequiredScope { get; set; }

    /// <summary>The role that lets a token act for any user, together with the scope, or as an app's own; none does where this is not set.</summary>
    public string? AdminRole { get; set; }

    /// <summary>Whether a user's token must say when the user signed in (<c>auth_time</c>), so that a session which refresh tokens keep alive can be ended.</summary>
    /// <value>Default: false; with <see cref="AcceptIdTokens"/> always.</value>
    public bool RequireAuthTime { get; set; }

    /// <summary>Whether ID tokens are what this issuer's apps send (Firebase). Then everybody is a user who signs in at the client or project that <see cref="Audience"/> names, unless <see cref="RequiredScope"/> asks for a claim <c>scope</c>.</summary>
    /// <value>Default: false.</value>
    public bool AcceptIdTokens { get; set; }

    /// <summary>Whether users of Firebase's anonymous sign-in are users here; anybody makes any number of them.</summary>
    /// <value>Default: false.</value>
    public bool AllowAnonymousSignIns { get; set; }

    internal string[] UserIdClaimNames => SpacedList.Split(UserIdClaims);

    internal string[] Audiences => SpacedList.Split(Audience);

    internal string[] Clients => SpacedList.Split(ClientIds);

    internal string[] TenantIds => SpacedList.Split(Tenants);

    /// <summary>Whether its users' ids are Entra's.</summary>
    internal bool IsEntra => Authority is { } authority && IssuerTenants.IsEntra(authority);

    internal ClaimMapping TermsOf(string alias) =>
        new(alias, UserIdClaimNames, SpacedList.Trim(RequiredScope), SpacedList.Trim(AdminRole), RequireAuthTime || AcceptIdTokens);

    internal IEnumerable<string> Validate(string alias)
    {
        var setting = $"{AuthenticationOptions.Section}:Issuers:{alias}";
        if (Alias.Fault(alias) is { } fault)
        {
            yield return $"The setting {setting} {fault}";
        }

        if (Authority is null || !Authority.IsAbsoluteUri || !(Authority.Scheme == Uri.UriSchemeHttps || (Authority.Scheme == Uri.UriSchemeHttp && Authority.IsLoopback)))
        {
            yield return $"The setting {setting}:{nameof(Authority)} must be an https address.";
            yield break;
        }

        foreach (var (name, value) in Missing())
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"The setting {setting}:{name} is missing.";
            }
        }

        foreach (var (name, what) in Contradictions())
        {
            yield return $"The setting {setting}:{name} {what}";
        }
    }

    private IEnumerable<(string Name, string? Value)> Missing()
    {
        yield return (nameof(UserIdClaims), UserIdClaims);
        if (Clients.Length == 0)
        {
            yield return (nameof(Audience), Audience);
        }

        if (!AcceptIdTokens)
        {
            yield return (nameof(RequiredScope), RequiredScope);
        }

        if (IssuerTenants.IsMultiTenant(Authority!))
        {
            yield return (nameof(Tenants), Tenants);
        }
    }

    private IEnumerable<(string Name, string What)> Contradictions()
    {
        if (SpacedList.Split(RequiredScope).Length > 1)
        {
            yield return (nameof(RequiredScope), "must name one scope.");
        }

        foreach (var (name, value) in new[] { (nameof(UserIdClaims), UserIdClaims), (nameof(ClientIds), ClientIds) })
        {
            if (SpacedList.IsSeparatedOtherwise(value))
            {
                yield return (name, "must be separated by spaces.");
            }
        }

        if (!TenantIds.All(EntraIds.IsPlainGuid))
        {
            yield return (nameof(Tenants), "must be lower-case GUIDs, separated by spaces.");
        }

        if (TenantIds.Length > 0 && !UserIdClaimNames.Contains("tid"))
        {
            yield return (nameof(UserIdClaims), "must include tid where Tenants is set: an id is one tenant's.");
        }

        if (AcceptIdTokens && !string.IsNullOrEmpty(AdminRole))
        {
            yield return (nameof(AdminRole), "cannot be set with AcceptIdTokens: an ID token proves who signed in, not what its bearer may do.");
        }

        if (AcceptIdTokens && Clients.Length > 0)
        {
            yield return (nameof(ClientIds), "cannot be set with AcceptIdTokens: ID tokens name an audience.");
        }

        if (AllowAnonymousSignIns && !AcceptIdTokens)
        {
            yield return (nameof(AllowAnonymousSignIns), "has a meaning with AcceptIdTokens only.");
        }
    }
}
