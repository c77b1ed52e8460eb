using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Worker.Callers;

/// <summary>Section <c>Authentication</c>: whose tokens are accepted. With no issuer and without App Service Authentication, self-service and admin routes answer 503.</summary>
public sealed class AuthenticationOptions : IValidatableObject
{
    public const string Section = "Authentication";

    /// <summary>Issuers by alias. The alias begins every user id of the issuer, so that it must never change, and no other issuer can be mistaken for it.</summary>
    public Dictionary<string, IssuerOptions> Issuers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Users whom the platform signed in.</summary>
    public AppServiceOptions AppService { get; } = new();

    /// <summary>The header that carries the token, as <c>Bearer</c>, a space and the token; another one where a proxy in front replaces <c>Authorization</c>.</summary>
    /// <value>Default: Authorization.</value>
    public string Header { get; set; } = "Authorization";

    /// <summary>Aliases that no issuer has and that back-ends use in user ids, separated by spaces. Where an issuer is configured, an id of any other alias is refused.</summary>
    public string? OtherAliases { get; set; }

    /// <summary>Whether the header <c>WWW-Authenticate</c> of a refusal says why (<c>error_description</c>). For development: it helps whoever tries tokens, too.</summary>
    /// <value>Default: false; the local stack sets it.</value>
    public bool DescribeRefusals { get; set; }

    /// <summary>How far an issuer's clock may be from ours when a token's <c>nbf</c> and, where it has an <c>iat</c>, its <c>exp</c> are looked at. How far ahead its <c>iat</c> and <c>auth_time</c> may be is <c>Identities:RevocationTolerance</c>.</summary>
    /// <value>0 to 5 minutes. Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    internal string[] OtherAliasNames => SpacedList.Split(OtherAliases);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Issuers.SelectMany(issuer => issuer.Value.Validate(issuer.Key))
            .Concat(AppService.Validate(Issuers))
            .Concat(ValidateOthers())
            .Select(failure => new ValidationResult(failure));

    private IEnumerable<string> ValidateOthers()
    {
        if (!IsFreeHeader(Header))
        {
            yield return $"The setting {Section}:{nameof(Header)} must be a header's name, and not one that means something else.";
        }

        foreach (var alias in OtherAliasNames)
        {
            if (Alias.Fault(alias) is { } fault)
            {
                yield return $"The setting {Section}:{nameof(OtherAliases)} {fault}";
            }
            else if (Issuers.ContainsKey(alias) || (AppService.Enabled && AppService.Alias == alias))
            {
                yield return $"The setting {Section}:{nameof(OtherAliases)} names {alias}, whose users sign in: ids of any form would pass for theirs.";
            }
        }
    }

    // A name is a token of RFC 9110, section 5.6.2; letters, digits and hyphens are enough.
    private static bool IsFreeHeader(string? name) =>
        name is { Length: > 0 and <= 64 }
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && !TakenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !name.StartsWith("X-MS-CLIENT-PRINCIPAL", StringComparison.OrdinalIgnoreCase);

    private static readonly string[] TakenHeaders =
        ["Cookie", "Host", "Content-Type", "Content-Length", "Transfer-Encoding", "Origin", "Referer", "X-Functions-Key", "Traceparent", "Teams-User-Aad-Token"];
}
