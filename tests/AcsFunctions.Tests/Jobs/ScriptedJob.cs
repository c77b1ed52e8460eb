using System.Globalization;
using AcsFunctions.Jobs;

namespace AcsFunctions.Tests.Jobs;

/// <summary>Work that does what its test says, and counts in the report.</summary>
internal sealed class ScriptedJob : IJobHandler
{
    public JobKind Kind => JobKind.CleanUp;

    public TimeSpan StepTime => TimeSpan.FromMinutes(1);

    public int Steps { get; private set; }

    public Func<CancellationToken, Task<bool>> IsLast { get; set; } = _ => Task.FromResult(true);

    public async Task<JobStep> WorkAsync(Job job, CancellationToken cancellationToken)
    {
        Steps++;
        var count = job.Report is null ? 1 : int.Parse(job.Report, CultureInfo.InvariantCulture) + 1;
        return new(await IsLast(cancellationToken), count.ToString(CultureInfo.InvariantCulture));
    }
}
