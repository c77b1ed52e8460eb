using AcsFunctions.Identities;

namespace AcsFunctions.Runs;

/// <summary>Where operators ask for runs and after them. Nothing runs here: a timer carries them out.</summary>
public sealed class RunOffice(RunTable runs, TimeProvider clock)
{
    /// <summary>The run that was asked for: one of that kind that is already on its way, or a new one.</summary>
    public async Task<Answer<Run>> RequestAsync(RunKind kind, bool dryRun, CancellationToken cancellationToken)
    {
        try
        {
            // Asking twice must not mean working twice. Two who ask at the same instant get a run each, which does no harm.
            if ((await runs.ListAsync(cancellationToken)).FirstOrDefault(run => !run.IsOver && run.Kind == kind && run.DryRun == dryRun) is { } under)
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
}
