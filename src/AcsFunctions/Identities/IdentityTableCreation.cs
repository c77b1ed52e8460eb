using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

/// <summary>Creates the identity table at start, where configuration asks for it.</summary>
internal sealed class IdentityTableCreation(IdentityTable table, IOptions<IdentityStoreOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.CreateTable)
        {
            await table.Repeated.CreateIfNotExistsAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
