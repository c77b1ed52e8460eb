using AcsFunctions.Web.Tests.Node;

namespace AcsFunctions.Web.Tests;

/// <summary>The tests of the TypeScript token client, with the real credential of the ACS libraries.</summary>
public sealed class TokenClientTests
{
    public static async Task<IReadOnlyCollection<ITheoryDataRow>> Results() => await NodeTests.RunAsync("token-client/test", TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Token_client(string? failure) => Assert.True(failure is null, failure);
}
