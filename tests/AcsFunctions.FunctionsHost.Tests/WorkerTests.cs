using AcsFunctions.FunctionsHost.Tests.Fixtures;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class WorkerTests
{
    [Fact]
    public async Task Several_workers_take_calls_in_turn()
    {
        await using var run = await HostRun.StartAsync(Setup with { WorkerCount = 2 });

        var answers = new List<string>();
        for (var call = 0; call < 4; call++)
        {
            answers.Add(await run.GetStringAsync("api/who"));
        }

        Assert.Equal(2, answers.Distinct().Count());
        Assert.Equal(answers[0], answers[2]);
        Assert.Equal(answers[1], answers[3]);
    }

    [Fact]
    public async Task A_worker_that_ends_fails_what_it_had_and_another_serves_what_comes()
    {
        await using var run = await HostRun.StartAsync(Setup with { Functions = [typeof(Who), typeof(Patient)] });
        var before = await run.GetStringAsync("api/who");
        var inFlight = run.GetStringAsync("api/ignores");
        var release = await run.Service<Calls>().NextAsync<TaskCompletionSource>();

        run.Service<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("500", await inFlight);
        var after = await run.GetStringAsync("api/who");
        Assert.StartsWith("200", after, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        release.SetResult();
    }

    [Fact]
    public async Task A_worker_that_does_not_start_again_is_tried_again_while_calls_wait()
    {
        await using var run = await HostRun.StartAsync(Setup with { Launcher = inner => new FlakyLauncher(inner, failingStarts: [2, 3]) });

        run.Service<IHostApplicationLifetime>().StopApplication();

        Assert.StartsWith("200", await run.GetStringAsync("api/who"), StringComparison.Ordinal);
        Assert.Equal(2, run.Logs.All.Count(line => line.Contains("A worker did not start: It cannot.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_worker_that_does_not_start_at_first_stops_the_host_in_its_own_words()
    {
        var refusal = await Assert.ThrowsAsync<WorkerStartException>(
            () => HostRun.StartAsync(Setup with { Launcher = inner => new FlakyLauncher(inner, failingStarts: [1]) }));

        Assert.Equal("It cannot.", refusal.Message);
    }

    [Fact]
    public void A_folder_without_a_built_app_is_refused_and_named()
    {
        using var folder = new TemporaryFolder();

        var empty = Assert.Throws<FunctionsHostException>(() => new WorkerProcessLauncher(folder.Path));
        folder.Write("worker.config.json", "{}");
        var odd = Assert.Throws<FunctionsHostException>(() => new WorkerProcessLauncher(folder.Path));

        Assert.StartsWith($"{folder.Path} holds no built function app", empty.Message, StringComparison.Ordinal);
        Assert.Contains("worker.config.json cannot be used", odd.Message, StringComparison.Ordinal);
    }

    private static HostSetup Setup => new(typeof(Who)) { App = builder => builder.Services.AddSingleton<Name>() };

    internal sealed record Name
    {
        public Guid Value { get; } = Guid.NewGuid();
    }

    internal sealed class Who(Name name)
    {
        [Function("Who")]
        public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => request.Text($"{name.Value}");
    }

    private sealed class FlakyLauncher(IWorkerLauncher inner, int[] failingStarts) : IWorkerLauncher
    {
        private int starts;

        public string AppFolder => inner.AppFolder;

        public Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellationToken) =>
            failingStarts.Contains(Interlocked.Increment(ref starts)) ? throw new WorkerStartException("It cannot.") : inner.StartAsync(start, cancellationToken);
    }
}
