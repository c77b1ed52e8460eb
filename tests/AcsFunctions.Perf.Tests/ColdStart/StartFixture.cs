using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>What every start needs upstream, and the start that others are held against: once for the tests of a class.</summary>
public sealed class StartFixture : IAsyncLifetime
{
    private PerfStack? stack;
    private Counters? emptyStart;

    internal PerfStack Stack => stack ?? throw new InvalidOperationException("What is upstream has not started.");

    internal Counters EmptyStart => emptyStart ?? throw new InvalidOperationException("The empty function has not started.");

    public async ValueTask InitializeAsync()
    {
        stack = await PerfStack.StartUpstreamAsync(TestContext.Current.CancellationToken);
        emptyStart = await StartAsync(Stack.DeployedHost(PerfStack.Empty));
    }

    public async ValueTask DisposeAsync()
    {
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }

    /// <summary>Starts a worker and stops it again.</summary>
    /// <param name="host">What to start, and behind which settings.</param>
    /// <param name="path">What is asked of it; null: nothing.</param>
    internal static async Task<Counters> StartAsync(HostPlan host, string? path = null)
    {
        var token = TestContext.Current.CancellationToken;
        // How much is compiled a second time, and better, depends on how busy the machine is: only the first time counts.
        Dictionary<string, string?> settings = new(host.Settings) { ["DOTNET_TC_CallCounting"] = "0" };
        await using var server = await ServerProcess.StartAsync(new ServePlan([host with { Settings = settings }], CountsUpstream: false), token);
        if (path is not null)
        {
            using var requests = new Requests();
            await requests.PostAsync(server[host.Name], path, token);
        }

        return await server.ReadCountersAsync(token);
    }
}
