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

    /// <summary>How far an issuer's clock may be from ours when a token's <c>nbf</c>, <c>exp</c> and <c>iat</c> are looked at.</summary>
    /// <value>0 to 5 minutes. Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Issuers.SelectMany(issuer => issuer.Value.Validate(issuer.Key)).Concat(AppService.Validate(Issuers)).Select(failure => new ValidationResult(failure));
}
