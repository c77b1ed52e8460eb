using System.Globalization;
using AcsFunctions.Perf.Restore;

namespace AcsFunctions.Perf.Tests.Restore;

/// <summary>`restore` of <c>perf/AcsFunctions.Perf</c> in small.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task Every_user_has_the_identity_of_before()
    {
        var lines = new StringWriter(CultureInfo.InvariantCulture);

        var exitCode = await RestoreCommand.RunAsync(50, lines, TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, lines.ToString());
        Assert.Contains("50 of 50 users have the identity that they had; 50 rows were exported", lines.ToString(), StringComparison.Ordinal);
    }
}
