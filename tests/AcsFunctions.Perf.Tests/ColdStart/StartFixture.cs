using AcsFunctions.Identities;
using AcsFunctions.Perf.CleanUp;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Azure.Communication.Identity;
using Azure.Data.Tables;

namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>The starts that are held against each other, one after another in one serving process; each worker is a process of its own.</summary>
public sealed class StartFixture : IAsyncLifetime
{
    private const string User = "local|budget";
    private const string TokenPath = "api/keyed/users/local%7Cbudget/tokens";

    internal Counters EmptyStart { get; private set; } = null!;

    internal Counters Start { get; private set; } = null!;

    internal Counters ExportingStart { get; private set; } = null!;

    internal Counters EmptyAnswer { get; private set; } = null!;

    internal Counters FirstToken { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await using var stack = await PerfStack.StartUpstreamAsync(token);
        await FillAsync(stack, token);
        var empty = Plan(stack, PerfStack.Empty);
        var app = Plan(stack, PerfStack.App);
        // What has told of itself has loaded and compiled that: who is asked for a token has told nothing before.
        var asked = app with { Name = "asked" };
        var emptyAsked = empty with { Name = "empty-asked" };
        var exporting = app with
        {
            Name = "exporting",
            Settings = new Dictionary<string, string?>(app.Settings) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" },
        };
        await using var server = await ServerProcess.StartAsync(new ServePlan([empty, app, exporting, emptyAsked, asked], CountsUpstream: false), token);
        EmptyStart = await ReadAsync(empty);
        Start = await ReadAsync(app);
        ExportingStart = await ReadAsync(exporting);
        EmptyAnswer = await AskAsync(emptyAsked, PerfStack.EmptyPath);
        FirstToken = await AskAsync(asked, TokenPath);

        async Task<Counters> AskAsync(HostPlan host, string path)
        {
            using var requests = new Requests();
            await requests.PostAsync(server[host.Name], path, token);
            return await ReadAsync(host);
        }

        Task<Counters> ReadAsync(HostPlan host) => ServerProcess.ReadCountersAsync(server[host.Name], token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The table and the identity are there before, as they are for all but the first start of all.
    private static async Task FillAsync(PerfStack stack, CancellationToken cancellationToken)
    {
        var identity = await new CommunicationIdentityClient(stack.Acs.ConnectionString).CreateUserAsync(cancellationToken);
        var table = new TableClient(stack.Tables.ConnectionString, new IdentityStoreOptions().TableName);
        await table.CreateAsync(cancellationToken);
        await UserDirectory.FillAsync(table, [StoredRows.Mapped(Users.Named(User), identity.Value.Id, TimeProvider.System.GetUtcNow())]);
    }

    private static HostPlan Plan(PerfStack stack, string name)
    {
        var host = stack.DeployedHost(name);
        // How much is compiled a second time, and better, depends on how busy the machine is: only the first time counts.
        return host with { Settings = new Dictionary<string, string?>(host.Settings) { ["DOTNET_TC_CallCounting"] = "0" } };
    }
}
