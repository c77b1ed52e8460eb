using AcsFunctions.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>
/// Keeps one worker running: one that goes is replaced at once, and one that goes soon after its start after a wait that grows. All
/// waits are by the real clock, as processes take real time.
/// </summary>
internal sealed partial class WorkerSlot(
    IWorkerLauncher launcher, Func<WorkerStart> describe, ExpectedWorkers expected, ILoggerFactory loggers, Action changed) : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SoonAfterStart = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly TimeProvider clock = TimeProvider.System;
    private readonly ILogger logger = loggers.CreateLogger<WorkerSlot>();
    private readonly CancellationTokenSource stop = new();
    private volatile LaunchedWorker? ready;
    private Task supervision = Task.CompletedTask;

    /// <summary>Null while there is none that takes calls.</summary>
    public LaunchedWorker? Ready => ready;

    /// <summary>Starts the first worker and returns what it reports of its functions.</summary>
    /// <exception cref="WorkerStartException">It does not get ready.</exception>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> StartAsync(CancellationToken cancellationToken)
    {
        var (first, functions) = await LaunchAsync(cancellationToken);
        ready = first;
        supervision = Task.Run(() => SuperviseAsync(first), CancellationToken.None);
        return functions;
    }

    /// <summary>Gives up a worker that does not do what it was told; another takes its place.</summary>
    public void Replace(WorkerChannel channel)
    {
        if (ready is { } current && current.Channel == channel)
        {
            channel.Close();
        }
    }

    /// <summary>Lets the worker end by itself within the time, and ends it then.</summary>
    public async Task StopAsync(TimeSpan gracePeriod)
    {
        await stop.CancelAsync();
        await supervision;
        if (ready is { } last)
        {
            ready = null;
            last.Channel.Terminate(gracePeriod);
            await Task.WhenAny(last.Gone, Task.Delay(gracePeriod, clock, CancellationToken.None));
            await EndAsync(last.Running, last.Channel);
        }
    }

    public void Dispose() => stop.Dispose();

    private async Task SuperviseAsync(LaunchedWorker current)
    {
        var wait = TimeSpan.Zero;
        while (true)
        {
            await Task.WhenAny(current.Gone, Task.Delay(Timeout.InfiniteTimeSpan, clock, stop.Token));
            if (stop.IsCancellationRequested)
            {
                return;
            }

            ready = null;
            await EndAsync(current.Running, current.Channel);
            wait = clock.GetElapsedTime(current.StartedAt) > SoonAfterStart ? TimeSpan.Zero : Longer(wait);
            Log.Ended(logger, current.Running.ProcessId, current.Running.ExplainEnd().Message, wait);
            while (await RelaunchAsync(wait) is not { } next)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                wait = Longer(wait);
            }
        }

        async Task<LaunchedWorker?> RelaunchAsync(TimeSpan after)
        {
            try
            {
                await Task.Delay(after, clock, stop.Token);
                (current, _) = await LaunchAsync(stop.Token);
                ready = current;
                changed();
                return current;
            }
            catch (Exception exception)
            {
                if (!stop.IsCancellationRequested)
                {
                    Log.NotStarted(logger, exception.Message, Longer(after));
                }

                return null;
            }
        }
    }

    private static TimeSpan Longer(TimeSpan wait) =>
        wait == TimeSpan.Zero ? TimeSpan.FromMilliseconds(500) : wait * 2 < LongestWait ? wait * 2 : LongestWait;

    private async Task<(LaunchedWorker Worker, IReadOnlyList<RpcFunctionMetadata> Functions)> LaunchAsync(CancellationToken cancellationToken)
    {
        var start = describe();
        var channel = new WorkerChannel(new WorkerLog(loggers));
        expected.Expect(start.WorkerId, channel);
        IRunningWorker? running = null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(LongestStart);
            running = await launcher.StartAsync(start, limit.Token);
            var functions = await ReadyAsync(running, channel, limit.Token);
            return (new LaunchedWorker(running, channel, clock.GetTimestamp()), functions);
        }
        catch (Exception exception)
        {
            await EndAsync(running, channel);

            throw exception switch
            {
                OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                    new WorkerStartException($"The worker was not ready within {LongestStart.TotalSeconds} seconds."),
                ReportedException reported => new WorkerStartException(reported.Message, reported.Failure),
                WorkerLostException when running is not null => running.ExplainEnd(),
                _ => exception,
            };
        }
        finally
        {
            expected.Forget(start.WorkerId);
        }
    }

    private async Task<IReadOnlyList<RpcFunctionMetadata>> ReadyAsync(IRunningWorker running, WorkerChannel channel, CancellationToken cancellationToken)
    {
        await Task.WhenAny(channel.Opened, running.Ended).WaitAsync(cancellationToken);
        return channel.Opened.IsCompleted ? await channel.InitializeAsync(launcher.AppFolder, cancellationToken) : throw new WorkerLostException();
    }

    // A worker that does not end is in nobody's way: others take the calls.
    private async Task EndAsync(IRunningWorker? running, WorkerChannel channel)
    {
        channel.Close();
        try
        {
            await (running?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception exception)
        {
            Log.NotEnded(logger, running?.ProcessId, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Error, "The worker (process {ProcessId}) has ended unexpectedly: {Reason} Another starts in {Wait}")]
        public static partial void Ended(ILogger logger, int? processId, string reason, TimeSpan wait);

        [LoggerMessage(41, LogLevel.Error, "A worker did not start: {Reason} The next try is in {Wait}")]
        public static partial void NotStarted(ILogger logger, string reason, TimeSpan wait);

        [LoggerMessage(42, LogLevel.Warning, "The ending of a worker (process {ProcessId}) failed")]
        public static partial void NotEnded(ILogger logger, int? processId, Exception exception);
    }
}
