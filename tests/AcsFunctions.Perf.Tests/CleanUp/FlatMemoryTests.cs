using System.Diagnostics;
using AcsFunctions.Perf.Tests.ColdStart;

namespace AcsFunctions.Perf.Tests.CleanUp;

/// <summary>`clean-up flat` of <c>perf/AcsFunctions.Perf</c> in small, in a process of its own: what else this one holds would hide what grows.</summary>
[Collection(nameof(Alone))]
public sealed class FlatMemoryTests
{
    [Fact]
    public async Task A_clean_up_takes_no_more_memory_for_ten_times_the_rows()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "AcsFunctions.Perf.dll");
        using var run = Process.Start(new ProcessStartInfo("dotnet", [program, "clean-up", "flat", "100000", "1000"]) { RedirectStandardOutput = true })!;

        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, output);
        // Control: it ran, on the rows it was told, and looked at its memory meanwhile.
        Assert.Matches(@"rows 100000, stale 1000: 1000 deleted;.* [1-9][0-9]* looks", output);
    }
}
