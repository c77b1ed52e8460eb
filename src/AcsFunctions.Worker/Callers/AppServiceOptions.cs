namespace AcsFunctions.Worker.Callers;

/// <summary>Section <c>Authentication:AppService</c>: users whom App Service Authentication signed in before the request reached us.</summary>
public sealed class AppServiceOptions
{
    private const string Section = AuthenticationOptions.Section + ":AppService";

    /// <summary>Whether the platform's word is taken, where <c>WEBSITE_AUTH_ENABLED</c> says that it gives it.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>Begins the user ids. That of an issuer where both sign in the same users; the claims must then be the same, too.</summary>
    public string? Alias { get; set; }

    /// <summary>The one identity provider that is accepted (<c>auth_typ</c>); another's users could have the same ids.</summary>
    /// <value>Default: aad.</value>
    public string Provider { get; set => field = value?.Trim() ?? ""; } = "aad";

    /// <summary>The claims that make the user id, by their JWT names, separated by spaces; each must be there exactly once.</summary>
    /// <value>Default: tid oid.</value>
    public string UserIdClaims { get; set; } = "tid oid";

    /// <summary>The scope that a user's token must carry. Leave it out only where users sign in at the platform itself, which keeps an ID token.</summary>
    public string? RequiredScope { get; set; }

    /// <summary>The role that lets a principal act for any user, together with <see cref="RequiredScope"/>, or as an app's own; none does where this is not set.</summary>
    public string? AdminRole { get; set; }

    internal ClaimMapping ClaimMapping => new(Alias!, SpacedList.Split(UserIdClaims), SpacedList.Trim(RequiredScope), SpacedList.Trim(AdminRole), RequireAuthTime: false);

    internal IEnumerable<string> Validate(IReadOnlyDictionary<string, IssuerOptions> issuers)
    {
        if (!Enabled)
        {
            yield break;
        }

        if (Callers.Alias.Fault(Alias) is { } fault)
        {
            yield return $"The setting {Section}:{nameof(Alias)} {fault}";
        }

        foreach (var (name, value) in new[] { (nameof(Provider), Provider), (nameof(UserIdClaims), UserIdClaims) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"The setting {Section}:{name} is missing.";
            }
        }

        if (SpacedList.IsSeparatedOtherwise(UserIdClaims))
        {
            yield return $"The setting {Section}:{nameof(UserIdClaims)} must be separated by spaces.";
        }

        if (SpacedList.Split(RequiredScope).Length > 1)
        {
            yield return $"The setting {Section}:{nameof(RequiredScope)} must name one scope.";
        }

        if (Alias is not null && issuers.TryGetValue(Alias, out var issuer) && !issuer.UserIdClaimNames.SequenceEqual(SpacedList.Split(UserIdClaims)))
        {
            yield return $"The setting {Section}:{nameof(UserIdClaims)} is not that of the issuer {Alias}, which has the same alias: one user would have two ids.";
        }
    }
}
