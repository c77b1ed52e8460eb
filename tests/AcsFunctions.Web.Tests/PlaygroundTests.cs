using AcsFunctions.Web.Tests.Node;

namespace AcsFunctions.Web.Tests;

/// <summary>The playground in headless Chromium: its whole story, and no console error and no accessibility violation on the way.</summary>
public sealed class PlaygroundTests
{
    public static async Task<IReadOnlyCollection<ITheoryDataRow>> Results() => await NodeTests.RunAsync("playground/test", TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Playground(string? failure) => Assert.True(failure is null, failure);
}
