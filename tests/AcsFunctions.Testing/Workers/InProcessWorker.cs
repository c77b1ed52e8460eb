using AcsFunctions.FunctionsHost.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.Testing.Workers;

/// <summary>A worker that runs in this process.</summary>
internal sealed class InProcessWorker : IRunningWorker
{
    private readonly IHost host;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InProcessWorker(IHost host)
    {
        this.host = host;
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => ended.TrySetResult());
    }

    public int? ProcessId => null;

    public Task Ended => ended.Task;

    public WorkerStartException ExplainEnd() => new("The worker in this process has stopped.");

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
        ended.TrySetResult();
    }
}
