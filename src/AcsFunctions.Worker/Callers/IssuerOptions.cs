namespace AcsFunctions.Worker.Callers;

/// <summary>Section <c>Authentication:Issuers:&lt;alias&gt;</c>: one OpenID Connect issuer of access tokens for this API.</summary>
public sealed class IssuerOptions
{
    /// <summary>Where <c>/.well-known/openid-configuration</c> is found; https, except on the loopback interface.</summary>
    public Uri? Authority { get; set; }

    /// <summary>The audience that tokens must name: this API, never ACS and never the front-end.</summary>
    public string? Audience { get; set; }

    /// <summary>The claims that make the user id, separated by spaces; a token must carry each exactly once. Entra: <c>tid oid</c>.</summary>
    /// <value>Default: sub.</value>
    public string UserIdClaims { get; set; } = "sub";

    /// <summary>The scope that a user's token must carry. Needed because an ID token can have the same audience.</summary>
    public string? RequiredScope { get; set; }

    /// <summary>The role that lets a token act for any user; none does where this is not set.</summary>
    public string? AdminRole { get; set; }

    internal string[] UserIdClaimNames => ClaimNames.Split(UserIdClaims);

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
        }

        foreach (var (name, value) in new[] { (nameof(Audience), Audience), (nameof(RequiredScope), RequiredScope), (nameof(UserIdClaims), UserIdClaims) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"The setting {setting}:{name} is missing.";
            }
        }
    }
}
