using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Identities;

/// <summary>Section <c>IdentityStore</c>: where the user-to-identity map is kept.</summary>
public sealed class IdentityStoreOptions : IValidatableObject
{
    public const string Section = "IdentityStore";

    /// <summary>The connection string that the Functions host itself uses, where there is one.</summary>
    public const string FallbackSetting = "AzureWebJobsStorage";

    /// <summary>
    /// The table service, reached with managed identity, e.g. <c>https://account.table.core.windows.net</c>. Exactly one of this and
    /// <see cref="ConnectionString"/> is used; with neither, the connection string <see cref="FallbackSetting"/> is.
    /// </summary>
    public Uri? TableServiceUri { get; set; }

    public string? ConnectionString { get; set; }

    /// <summary>3 to 63 letters and digits, beginning with a letter.</summary>
    /// <value>Default: AcsIdentities.</value>
    [Required]
    [RegularExpression("^[A-Za-z][A-Za-z0-9]{2,62}$")]
    public string TableName { get; set; } = "AcsIdentities";

    /// <summary>Creates the table at start where it is missing. Off on Azure, where infra creates it and the app has no right to.</summary>
    /// <value>Default: false.</value>
    public bool CreateTable { get; set; }

    /// <summary>Keeps the user id in clear beside its hash, so that operators can find a user.</summary>
    /// <value>Default: true.</value>
    public bool StoreUserId { get; set; } = true;

    /// <summary>How long one attempt of a storage request may take.</summary>
    /// <value>1 to 60 seconds. Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many times a request that may be repeated is sent again.</summary>
    /// <value>0 to 5. Default: 2.</value>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TableServiceUri is null && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new($"The identity table is not configured: set {Section}:{nameof(TableServiceUri)} to use managed identity, {Section}:{nameof(ConnectionString)}, or {FallbackSetting}.");
        }
        else if (TableServiceUri is { IsAbsoluteUri: false } or { Scheme: not "https" })
        {
            yield return new($"The setting {Section}:{nameof(TableServiceUri)} must be an https address, such as https://account.table.core.windows.net.");
        }
    }
}
