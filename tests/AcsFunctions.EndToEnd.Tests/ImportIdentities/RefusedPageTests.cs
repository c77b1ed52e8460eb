using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.ImportIdentities;

/// <summary>A page that is refused leaves nothing behind: one stack serves all of them.</summary>
public sealed class RefusedPageTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"identities":[]}""")]
    [InlineData("""{"identities":null}""")]
    [InlineData("""{"identities":{"userId":"local|a","communicationUserId":"8:acs:a_b"}}""")]
    [InlineData("""{"identities":[{"userId":"local|a","communicationUserId":"8:acs:a_b"}],"verify":false}""")]
    [InlineData("""{"identities":[{"userId":"local|a","userId":"local|b","communicationUserId":"8:acs:a_b"}]}""")]
    public async Task A_page_that_makes_no_sense_is_refused_as_a_whole(string? body)
    {
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, "api/keyed/operations/import", body)).IsProblem(HttpStatusCode.BadRequest, "invalid_body");

        Assert.DoesNotContain(await Stack.RowsAsync(), row => row.RowKey.StartsWith("user-", StringComparison.Ordinal));
    }
}
