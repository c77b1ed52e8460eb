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

    /// <summary>The setting that <see cref="ConnectionString"/> is from.</summary>
    internal string ConnectionStringSetting { get; set; } = $"{Section}:{nameof(ConnectionString)}";

    /// <summary>Whether the host reaches its own account by identity (<c>AzureWebJobsStorage:accountName</c> and its like).</summary>
    internal bool IsHostByIdentity { get; set; }

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
        var setting = $"The setting {Section}:{nameof(TableServiceUri)}";
        if (TableServiceUri is null && string.IsNullOrWhiteSpace(ConnectionString))
        {
            // The host's account is not taken for the map's by itself: the app's identity may have no role on its tables, and a map begun there would have to move.
            yield return new(!IsHostByIdentity
                ? $"The identity table is not configured: set {Section}:{nameof(TableServiceUri)} to use managed identity, {Section}:{nameof(ConnectionString)}, or {FallbackSetting}."
                : $"The identity table is not configured: {FallbackSetting} is set by identity, which the table does not follow. Set {Section}:{nameof(TableServiceUri)}, such as https://account.table.core.windows.net.");
        }
        else if (TableServiceUri is { IsAbsoluteUri: false } or { Scheme: not "https" })
        {
            yield return new($"{setting} must be an https address, such as https://account.table.core.windows.net.");
        }
        else if (TableServiceUri is { Query.Length: > 0 })
        {
            yield return new($"{setting} carries a query. A shared access signature belongs into {Section}:{nameof(ConnectionString)}.");
        }
        else if (TableServiceUri is not null && IsAnotherService(TableServiceUri.Host))
        {
            yield return new($"{setting} is the address of another service of a storage account: the table service's is https://account.table.core.windows.net.");
        }
        else if (TableServiceUri is { AbsolutePath: not "/" } && TableServiceUri.Host.Contains(".table.", StringComparison.OrdinalIgnoreCase))
        {
            yield return new($"{setting} must end with the host's name: {Section}:{nameof(TableName)} names the table.");
        }
        else if (TableServiceUri is null && StorageConnectionString.Fault(ConnectionString!) is { } fault)
        {
            yield return new($"The setting {ConnectionStringSetting} {fault}");
        }
    }

    private static bool IsAnotherService(string host) =>
        OtherServices.Any(service => host.Contains(service, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] OtherServices = [".blob.", ".queue.", ".file.", ".dfs.", ".web.core."];
}
