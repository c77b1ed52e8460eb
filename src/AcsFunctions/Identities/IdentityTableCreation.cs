using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

/// <summary>Creates the identity table where configuration asks for it: before anything else starts, so that no call comes before it.</summary>
internal sealed class IdentityTableCreation(IdentityTable table, TableIdentityStore store, IOptions<IdentityStoreOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // What begins with an index has nothing that a walk could find. Of a table that was there the client library returns the 409.
        if (options.Value.CreateTable && await table.Repeated.CreateIfNotExistsAsync(cancellationToken) is { } created
            && created.GetRawResponse().Status != (int)HttpStatusCode.Conflict)
        {
            await store.WriteIndexWalkAsync(IndexWalk.Completed(clock.GetUtcNow()), cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
