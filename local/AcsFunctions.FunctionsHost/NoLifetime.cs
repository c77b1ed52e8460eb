using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost;

/// <summary>The app starts and stops with this host; it listens to no signals of its own.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
