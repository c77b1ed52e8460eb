using AcsFunctions.AcsEmulator;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Testing;
using Azure.Data.Tables;

namespace AcsFunctions.Soak;

/// <summary>Everything around host and worker: it lives, and remembers, while workers die.</summary>
internal sealed class SoakStack : IAsyncDisposable
{
    public const string SabotageSetting = "Soak:IsSabotaged";

    private const string TableName = "Soak";

    private readonly Azurite azurite;

    private SoakStack(Azurite azurite, AcsIdentityEmulator acs, DevelopmentSignIn signIn, bool cachesTokens, bool isSabotaged)
    {
        this.azurite = azurite;
        Acs = acs;
        SignIn = signIn;
        Storage = TcpProxy.Start(azurite.Endpoint.Port);
        Table = new TableClient(azurite.ConnectionString, TableName);
        Settings = FunctionSettings(cachesTokens, isSabotaged);
    }

    public AcsIdentityEmulator Acs { get; }

    public DevelopmentSignIn SignIn { get; }

    /// <summary>The wire between the functions and storage.</summary>
    public TcpProxy Storage { get; }

    /// <summary>The table itself, past the wire.</summary>
    public TableClient Table { get; }

    public string TableConnectionString => azurite.ConnectionString;

    public IReadOnlyDictionary<string, string?> Settings { get; }

    public string FunctionKey { get; } = Guid.NewGuid().ToString("n");

    public string MasterKey { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Completes when Azurite has ended, which is none of the trouble that is meant: without it nothing can be judged.</summary>
    public Task StorageEnded => azurite.Exited;

    public static async Task<SoakStack> StartAsync(bool cachesTokens, bool isSabotaged, CancellationToken cancellationToken)
    {
        var azurite = await Azurite.StartAsync(cancellationToken: cancellationToken);
        var acs = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions(), cancellationToken);
        var stack = new SoakStack(azurite, acs, await DevelopmentSignIn.StartAsync(cancellationToken: cancellationToken), cachesTokens, isSabotaged);
        await stack.Table.CreateIfNotExistsAsync(cancellationToken);
        return stack;
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        await SignIn.DisposeAsync();
        await Acs.DisposeAsync();
        await azurite.DisposeAsync();
    }

    private Dictionary<string, string?> FunctionSettings(bool cachesTokens, bool isSabotaged) => new()
    {
        ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = Acs.ConnectionString,
        ["Acs:AttemptTimeout"] = "00:00:01",
        ["IdentityStore:ConnectionString"] = azurite.ConnectionString.Replace($":{azurite.Endpoint.Port}", $":{Storage.Port}", StringComparison.Ordinal),
        ["IdentityStore:TableName"] = TableName,
        ["IdentityStore:AttemptTimeout"] = "00:00:01",
        ["Identities:RevocationTolerance"] = "00:00:00",
        ["Tokens:Reuse:Enabled"] = cachesTokens.ToString(),
        // Clean-up joins in, and is interrupted as everything else is.
        ["CleanUpSchedule"] = "*/3 * * * * *",
        ["CleanUp:Deadline"] = "00:00:02",
        ["Authentication:Issuers:soak:Authority"] = SignIn.Issuer,
        ["Authentication:Issuers:soak:Audience"] = DevelopmentSignIn.Audience,
        ["Authentication:Issuers:soak:UserIdClaims"] = "sub",
        ["Authentication:Issuers:soak:RequiredScope"] = DevelopmentSignIn.Scope,
        [SabotageSetting] = isSabotaged.ToString(),
    };
}
