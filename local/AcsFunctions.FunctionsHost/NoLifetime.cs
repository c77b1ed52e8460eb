using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost;

/// <summary>The web applications of this host start and stop with it; they listen to no signals of its own.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
