using Microsoft.AspNetCore.Http.Features;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>The connection of a request that came over none.</summary>
internal sealed class InProcessConnection(CancellationToken cancellationToken) : IHttpRequestLifetimeFeature
{
    public CancellationToken RequestAborted { get; set; } = cancellationToken;

    public bool Aborted { get; private set; }

    public void Abort() => Aborted = true;
}
