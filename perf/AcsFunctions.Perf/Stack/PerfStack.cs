using AcsFunctions.AcsEmulator;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.FloorApp;
using AcsFunctions.Perf.Serving;

namespace AcsFunctions.Perf.Stack;

/// <summary>Table storage, ACS and sign-in as the local stack has them, and the functions in a process of their own.</summary>
internal sealed class PerfStack : IAsyncDisposable
{
    public const string App = "app";
    public const string AppWithReuse = "app-reuse";
    public const string AppAtQuota = "app-quota";
    public const string Probes = "probes";
    public const string ProbesAtQuota = "probes-quota";
    public const string Empty = "empty";
    public const string EmptyPath = "api/empty";

    private readonly Stack<IAsyncDisposable> started = new();
    private TimeSpan quotaWindow;

    private PerfStack()
    {
    }

    public Azurite Tables { get; private set; } = null!;

    public AcsIdentityEmulator Acs { get; private set; } = null!;

    public AcsIdentityEmulator AcsWithQuotas { get; private set; } = null!;

    public DevelopmentSignIn SignIn { get; private set; } = null!;

    public ServerProcess Server { get; private set; } = null!;

    public UpstreamClients Clients { get; private set; } = null!;

    /// <param name="quotaWindow">Of ACS.</param>
    /// <param name="published">Where the apps were published to; null for what was built.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PerfStack> StartAsync(TimeSpan quotaWindow, string? published, CancellationToken cancellationToken)
    {
        var stack = new PerfStack();
        try
        {
            await stack.StartUpstreamAsync(quotaWindow, cancellationToken);
            stack.Server = await ServerProcess.StartAsync(stack.Plan() with { Published = published }, cancellationToken);
            stack.started.Push(stack.Server);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Without the functions: for those who start them one by one.</summary>
    public static async Task<PerfStack> StartUpstreamAsync(CancellationToken cancellationToken)
    {
        var stack = new PerfStack();
        try
        {
            await stack.StartUpstreamAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    // The window may be a shorter one, and the quota with it.
    private (string Name, string Value)[] AcsOwnQuota => [("Acs:Quota:Window", quotaWindow.ToString()), ("Acs:Quota:Tokens", $"{1000 * quotaWindow / TimeSpan.FromSeconds(30):F0}")];

    // An emulator without quotas is asked as often as it answers.
    private static (string Name, string Value)[] Unlimited { get; } =
        [("Acs:Quota:Tokens", "100000"), ("Acs:Quota:CreationsWithToken", "100000"), ("Acs:Quota:Creations", "100000"), ("Acs:MaxConcurrentCalls", "1000")];

    /// <summary>Every call to ACS takes this much longer.</summary>
    public void SetLatency(TimeSpan latency)
    {
        Acs.Faults.Clear();
        if (latency > TimeSpan.Zero)
        {
            Acs.Faults.NextOfAny(Fault.Delay(latency), int.MaxValue);
        }
    }

    public HostPlan Host(string name) => name switch
    {
        App => new(name, HostedApp.Ours, Settings(Acs, Unlimited)),
        AppWithReuse => new(name, HostedApp.Ours, Settings(Acs, [.. Unlimited, ("Tokens:Reuse:Enabled", "true")])),
        AppAtQuota => new(name, HostedApp.Ours, Settings(AcsWithQuotas, AcsOwnQuota)),
        Probes => new(name, HostedApp.Probes, Settings(Acs)),
        ProbesAtQuota => new(name, HostedApp.Probes, Settings(AcsWithQuotas)),
        _ => new(name, HostedApp.Empty, new Dictionary<string, string?>()),
    };

    /// <summary>As it is deployed: the table was there before the app started.</summary>
    public HostPlan DeployedHost(string name)
    {
        var host = Host(name);
        return host with { Settings = new Dictionary<string, string?>(host.Settings) { ["IdentityStore:CreateTable"] = "false" } };
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private ServePlan Plan() => new([.. new[] { App, AppWithReuse, AppAtQuota, Probes, ProbesAtQuota, Empty }.Select(Host)], CountsUpstream: true);

    private async Task StartUpstreamAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        quotaWindow = window;
        started.Push(Tables = await Azurite.StartAsync(new AzuriteOptions { Progress = Console.Error.WriteLine }, cancellationToken));
        // ES256 costs the emulator less than the service's RS256, and nobody here verifies.
        started.Push(Acs = await AcsIdentityEmulator.StartAsync(
            new AcsEmulatorOptions { SigningAlgorithm = TokenSigningAlgorithm.ES256 }, cancellationToken));
        started.Push(AcsWithQuotas = await AcsIdentityEmulator.StartAsync(
            new AcsEmulatorOptions { SigningAlgorithm = TokenSigningAlgorithm.ES256, Quotas = true, QuotaWindow = quotaWindow }, cancellationToken));
        started.Push(SignIn = await DevelopmentSignIn.StartAsync(cancellationToken: cancellationToken));
        Clients = new UpstreamClients(Acs.ConnectionString, Tables.ConnectionString);
    }

    private Dictionary<string, string?> Settings(AcsIdentityEmulator acs, params ReadOnlySpan<(string Name, string Value)> more)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = acs.ConnectionString,
            ["IdentityStore:ConnectionString"] = Tables.ConnectionString,
            ["IdentityStore:CreateTable"] = "true",
            ["CleanUpSchedule"] = "0 0 * * * *",
            ["Authentication:Issuers:local:Authority"] = SignIn.Issuer,
            ["Authentication:Issuers:local:Audience"] = DevelopmentSignIn.Audience,
            ["Authentication:Issuers:local:UserIdClaims"] = "sub",
            ["Authentication:Issuers:local:RequiredScope"] = DevelopmentSignIn.Scope,
            // A few users stand for many.
            ["RateLimits:TokensPerMinute"] = "6000",
            ["RateLimits:TokenBurst"] = "1000",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }
}
