using System.Globalization;
using AcsFunctions.Runs;

namespace AcsFunctions.Tests.Runs;

/// <summary>Work that does what its test says, and counts in the report.</summary>
internal sealed class ScriptedWork : IRunWork
{
    public RunKind Kind => RunKind.CleanUp;

    public TimeSpan StretchTime => TimeSpan.FromMinutes(1);

    public int Stretches { get; private set; }

    public Func<CancellationToken, Task<bool>> IsLast { get; set; } = _ => Task.FromResult(true);

    public async Task<Stretch> WorkAsync(Run run, CancellationToken cancellationToken)
    {
        Stretches++;
        var count = run.Report is null ? 1 : int.Parse(run.Report, CultureInfo.InvariantCulture) + 1;
        return new(await IsLast(cancellationToken), count.ToString(CultureInfo.InvariantCulture));
    }
}
