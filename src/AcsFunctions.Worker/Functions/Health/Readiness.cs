using AcsFunctions.Acs;
using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Functions.Health;

/// <summary>Asks the dependencies, with little patience, and remembers the answer for a while: probes must not load what they watch.</summary>
public sealed class Readiness(IIdentityStore store, IAcsIdentities acs, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1);
    private string? failed;
    private DateTimeOffset askAgainOn;

    /// <summary><c>storage</c>, <c>acs</c>, or null when all is well. ACS has no harmless read, so only a credential for it is asked for.</summary>
    public async Task<string?> FailedDependencyAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() >= askAgainOn)
            {
                failed = await AskAsync(cancellationToken);
                askAgainOn = clock.GetUtcNow() + Memory;
            }

            return failed;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await store.ReadCursorAsync(either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is IdentityStoreException or OperationCanceledException)
        {
            return "storage";
        }

        try
        {
            return await acs.HasCredentialAsync(either.Token) ? null : "acs";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "acs";
        }
    }
}
