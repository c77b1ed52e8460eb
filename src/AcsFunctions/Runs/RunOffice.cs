using AcsFunctions.Identities;

namespace AcsFunctions.Runs;

/// <summary>Where operators ask for runs and after them. Nothing runs here: a timer carries them out.</summary>
public sealed class RunOffice(RunTable runs, TimeProvider clock)
{
    // Whoever carries the run writes now and then.
    private const int StopAttempts = 3;

    /// <summary>The run that was asked for: one of that kind that is already on its way, or a new one.</summary>
    public async Task<Answer<Run>> RequestAsync(RunKind kind, bool dryRun, CancellationToken cancellationToken)
    {
        try
        {
            // Asking twice must not mean working twice. Two who ask at the same instant get a run each, which does no harm.
            if ((await runs.ListAsync(cancellationToken)).FirstOrDefault(run => run is { IsOver: false, Status: not RunStatus.Stopping } && run.Kind == kind && run.DryRun == dryRun) is { } under)
            {
                return under;
            }

            var run = Run.Request(kind, dryRun, clock.GetUtcNow());
            return await runs.AddAsync(run, cancellationToken) ? run : RefusalReason.StoreUnavailable;
        }
        catch (IdentityStoreException)
        {
            return RefusalReason.StoreUnavailable;
        }
    }

    public async Task<Answer<Run>> ReadAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        try
        {
            return id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && await runs.ReadAsync(id, cancellationToken) is { } run
                ? run
                : RefusalReason.OperationNotFound;
        }
        catch (IdentityStoreException)
        {
            return RefusalReason.StoreUnavailable;
        }
    }

    /// <summary>Has a run end early. One that nobody took up yet is over at once; whoever carries one sees it within seconds.</summary>
    public async Task<Answer<Run>> StopAsync(string id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < StopAttempts; attempt++)
        {
            var found = await ReadAsync(id, cancellationToken);
            if (found.IsRefused || found.Value is { IsOver: true } or { Status: RunStatus.Stopping })
            {
                return found;
            }

            var run = found.Value.Status == RunStatus.Requested
                ? found.Value with { Status = RunStatus.Stopped, FinishedOn = clock.GetUtcNow() }
                : found.Value with { Status = RunStatus.Stopping };
            if (await runs.UpdateAsync(run, cancellationToken) is { } written)
            {
                return written;
            }
        }

        return RefusalReason.StoreUnavailable;
    }
}
