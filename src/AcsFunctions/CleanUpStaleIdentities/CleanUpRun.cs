using System.Text.Json;
using AcsFunctions.Runs;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>A clean-up that an operator asked for: one stretch, since the table itself is where the next one carries on.</summary>
internal sealed class CleanUpRun(CleanUpStaleIdentitiesOperation operation, IOptions<CleanUpOptions> options) : IRunWork
{
    public RunKind Kind => RunKind.CleanUp;

    public TimeSpan StretchTime => options.Value.Deadline;

    public async Task<Stretch> WorkAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var report = await operation.ExecuteAsync(run.DryRun, cancellationToken);

        // A host that stops is no reason to call it done: another instance takes it up.
        return new(IsLast: !cancellationToken.IsCancellationRequested, JsonSerializer.Serialize(report, ReportJson.Default.CleanUpReport));
    }
}
