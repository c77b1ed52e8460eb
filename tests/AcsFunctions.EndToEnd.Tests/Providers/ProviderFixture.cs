using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>
/// A stack that is configured for one identity provider, and an issuer that signs tokens as its documents describe them. The name in the
/// tokens is the provider's own; only where its documents are found is on this machine.
/// </summary>
public abstract class ProviderFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    private Dictionary<string, string?> settings = [];

    public TestIssuer Issuer { get; private set; } = null!;

    public DateTimeOffset Now => Stack.Clock.GetUtcNow();

    public long Seconds => Now.ToUnixTimeSeconds();

    protected override IReadOnlyDictionary<string, string?> Settings => settings;

    /// <summary>The issuer's alias, which begins every user id.</summary>
    protected abstract string UserIdAlias { get; }

    /// <summary>What the provider calls itself in its metadata.</summary>
    protected abstract string Name { get; }

    /// <summary>What stands below the issuer's alias, but for its authority.</summary>
    protected abstract IReadOnlyDictionary<string, string?> IssuerSettings { get; }

    /// <summary>What else is set.</summary>
    protected virtual IReadOnlyDictionary<string, string?> OtherSettings => new Dictionary<string, string?>();

    public override async ValueTask InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        Issuer.Name = Name;
        settings = IssuerSettings.Append(new("Authority", Issuer.Address))
            .Select(setting => new KeyValuePair<string, string?>($"Authentication:Issuers:{UserIdAlias}:{setting.Key}", setting.Value))
            .Concat(OtherSettings)
            .ToDictionary();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    public string Sign(JsonObject claims, string? type = "JWT") => Forge.Rs256(Issuer.Header().But(("typ", type)), claims, Issuer.Key);

    public Task<ApiAnswer> PostAsync(JsonObject claims, string? type = "JWT") => Stack.AsAsync(Sign(claims, type), HttpMethod.Post, "api/me/tokens");

    public Task<ApiAnswer> AsAdminAsync(JsonObject claims) => Stack.AsAsync(Sign(claims), HttpMethod.Get, $"api/users/local%7Csomeone/identity");
}
