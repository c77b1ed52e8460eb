using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>The headers that the service was seen to send.</summary>
public sealed class HeaderTests
{
    [Fact]
    public async Task Answers_carry_the_services_headers()
    {
        await using var wire = Wire.Create();
        var request = new WireRequest("POST", "/identities?api-version=2023-10-01") { Headers = new Dictionary<string, string> { ["x-ms-client-request-id"] = "my id" } };

        var answer = await wire.SendAsync(request);

        Assert.Equal("my id", answer.Headers["x-ms-client-request-id"]);
        Assert.Equal("0ms", answer.Headers["X-Processing-Time"]);
        Assert.Equal("appId=", answer.Headers["Request-Context"]);
        Assert.NotEmpty(answer.Headers["MS-CV"]);
        Assert.StartsWith("2020-07-20-preview2, 2021-02-22-preview1, 2021-03-07,", answer.Headers["api-supported-versions"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_before_the_operation_do_not_list_versions()
    {
        await using var wire = Wire.Create();

        var answer = await wire.IssueAsync(await wire.CreateIdentityAsync(), """{"scopes":null}""");

        Assert.Equal(400, answer.Status);
        Assert.False(answer.Headers.ContainsKey("api-supported-versions"));
    }
}
