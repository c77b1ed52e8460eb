using System.ComponentModel;
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
    public async Task A_worker_whose_ending_fails_is_replaced_all_the_same()
    {
        await using var run = await HostRun.StartAsync(Setup with { Functions = [typeof(Who), typeof(Patient)], Launcher = inner => new StubbornLauncher(inner) });
        var inFlight = run.GetStringAsync("api/ignores");
        var release = await run.Service<Calls>().NextAsync<TaskCompletionSource>();

        run.Service<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("500", await inFlight);
        Assert.StartsWith("200", await run.GetStringAsync("api/who"), StringComparison.Ordinal);
        Assert.Single(run.Logs.All, line => line.Contains("The ending of a worker", StringComparison.Ordinal) && line.Contains("It does not end.", StringComparison.Ordinal));
        release.SetResult();
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

    /// <summary>Whose first worker fails to end.</summary>
    private sealed class StubbornLauncher(IWorkerLauncher inner) : IWorkerLauncher
    {
        private int starts;

        public string AppFolder => inner.AppFolder;

        public async Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellationToken)
        {
            var worker = await inner.StartAsync(start, cancellationToken);
            return Interlocked.Increment(ref starts) == 1 ? new Stubborn(worker) : worker;
        }

        private sealed class Stubborn(IRunningWorker inner) : IRunningWorker
        {
            public int? ProcessId => inner.ProcessId;

            public Task Ended => inner.Ended;

            public WorkerStartException ExplainEnd() => inner.ExplainEnd();

            public async ValueTask DisposeAsync()
            {
                await inner.DisposeAsync();
                throw new Win32Exception("It does not end.");
            }
        }
    }
}
