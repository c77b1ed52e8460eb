using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Worker.Callers;

namespace AcsFunctions.Worker.Health;

/// <summary>Asks the dependencies, with little patience, and remembers the answer for a while: probes must not load what they watch.</summary>
public sealed class Readiness(IIdentityStore store, IAcsIdentities acs, BearerAuthentication bearers, AliasCheck aliases, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1);
    private ReadinessFault? fault;
    private TimeSpan askAgainOn;

    // By no time of day: a clock that is set back must not keep an old answer.
    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>What is in the way, or null when all is well. ACS has no harmless read, so only a credential for it is asked for.</summary>
    public async Task<ReadinessFault?> FindFaultAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Now >= askAgainOn)
            {
                fault = await AskAsync(cancellationToken);
                askAgainOn = Now + Memory;
            }

            return fault;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<ReadinessFault?> AskAsync(CancellationToken cancellationToken) =>
        await PatientlyAsync("storage", AskStorageAsync, cancellationToken)
        ?? await PatientlyAsync("acs", AskAcsAsync, cancellationToken)
        ?? await PatientlyAsync("issuer", AskIssuersAsync, cancellationToken);

    private async Task<ReadinessFault?> PatientlyAsync(string name, Func<CancellationToken, Task<ReadinessFault?>> ask, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && (timeout.IsCancellationRequested || exception is IdentityStoreException or OperationCanceledException))
        {
            // What ends once patience has ended was given no time to fail in another way, whatever it says of itself.
            return Away(name);
        }
    }

    private async Task<ReadinessFault?> AskStorageAsync(CancellationToken cancellationToken)
    {
        await store.ReadCursorAsync(cancellationToken);
        return await aliases.FindFaultAsync(cancellationToken) is { } setting ? new ReadinessFault(setting, MayPass: false) : null;
    }

    private async Task<ReadinessFault?> AskAcsAsync(CancellationToken cancellationToken) =>
        await acs.HasCredentialAsync(cancellationToken) ? null : Away("acs");

    // While any issuer can be asked, somebody gets tokens. One that can never be asked is a mistake that nobody should find by its users.
    private async Task<ReadinessFault?> AskIssuersAsync(CancellationToken cancellationToken)
    {
        var issuers = await bearers.StatesAsync(cancellationToken);
        var unusable = issuers.FirstOrDefault(issuer => issuer.State == IssuerState.Unusable).Alias;
        return unusable is not null ? new ReadinessFault($"{AuthenticationOptions.Section}:Issuers:{unusable}:{nameof(IssuerOptions.Authority)}", MayPass: false)
            : issuers.Count > 0 && issuers.All(issuer => issuer.State == IssuerState.Away) ? Away("issuer")
            : null;
    }

    private static ReadinessFault Away(string name) => new(name, MayPass: true);
}
