using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Each api-version has what it had, and nothing that came later.</summary>
public sealed class ApiVersionTests
{
    [Theory]
    [InlineData("2021-02-22-preview1")]
    [InlineData("2021-03-07")]
    [InlineData("2021-03-31-preview1")]
    [InlineData("2021-10-31-preview")]
    [InlineData("2021-11-01")]
    [InlineData("2022-06-01")]
    [InlineData("2022-09-01")]
    [InlineData("2022-10-01")]
    [InlineData("2023-08-01")]
    [InlineData("2023-10-01")]
    [InlineData("2025-03-02-preview")]
    [InlineData("2025-04-01-preview")]
    [InlineData("2025-06-30")]
    [InlineData("2026-07-22")]
    [InlineData("2026-09-23")]
    public async Task Create_issue_revoke_and_delete_are_in_every_version_since_the_first(string version)
    {
        await using var wire = Wire.Create();
        var created = await wire.SendAsync("POST", "/identities", version: version);
        var path = $"/identities/{Uri.EscapeDataString(created.Json["identity"]!["id"]!.GetValue<string>())}";

        var issued = await wire.SendAsync("POST", $"{path}/:issueAccessToken", """{"scopes":["chat"]}""", version);
        var revoked = await wire.SendAsync("POST", $"{path}/:revokeAccessTokens", version: version);
        var deleted = await wire.SendAsync("DELETE", path, version: version);

        Assert.Equal((201, 200, 204, 204), (created.Status, issued.Status, revoked.Status, deleted.Status));
        Assert.Contains(version, deleted.Headers["api-supported-versions"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/:issueAccessToken", "2020-07-20-preview2")]
    [InlineData("POST", "/:revokeAccessTokens", "2020-07-20-preview2")]
    [InlineData("POST", "/token", "2021-02-22-preview1")]
    [InlineData("PATCH", "", "2021-02-22-preview1")]
    [InlineData("GET", "", "2026-09-23", "")]
    [InlineData("DELETE", "", "2023-08-30-preview")]
    public async Task What_a_version_did_not_have_cannot_be_asked_of_it(string method, string action, string version, string body = """{"scopes":["chat"]}""")
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();

        var answer = await wire.SendAsync(method, $"/identities/{Uri.EscapeDataString(id)}{action}", body, version);

        Assert.Equal((400, "UnsupportedApiVersion"), (answer.Status, answer.Code));
        Assert.NotNull(wire.Emulator.Inspection.FindIdentity(id));
    }

    [Theory]
    [InlineData("2022-09-01", 1440)]
    [InlineData("2022-10-01", 60)]
    public async Task A_lifetime_for_the_first_token_came_later_than_for_the_others(string version, int minutes)
    {
        await using var wire = Wire.Create();

        var created = await wire.SendAsync("POST", "/identities", """{"createTokenWithScopes":["chat"],"expiresInMinutes":60}""", version);

        var verdict = wire.Emulator.Inspection.Validate(created.Token);
        Assert.Equal(TimeSpan.FromMinutes(minutes), verdict.ExpiresOn - verdict.IssuedOn);
    }

    [Theory]
    [InlineData("2022-09-01", 60)]
    [InlineData("2022-10-01", 60)]
    [InlineData("2026-09-23", 60)]
    [InlineData("2022-06-01", 1440)]
    [InlineData("2021-03-07", 1440)]
    public async Task A_lifetime_counts_from_the_version_that_brought_it(string version, int minutes)
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();

        var issued = await wire.IssueAsync(id, """{"scopes":["chat"],"expiresInMinutes":60}""", version);

        var verdict = wire.Emulator.Inspection.Validate(issued.Token);
        Assert.Equal(TimeSpan.FromMinutes(minutes), verdict.ExpiresOn - verdict.IssuedOn);
    }

    [Theory]
    [InlineData("2021-03-31-preview1", 401, "InvalidAccessToken")]
    [InlineData("2021-10-31-preview", 400, "UnsupportedApiVersion")]
    [InlineData("2026-09-23", 400, "UnsupportedApiVersion")]
    public async Task The_Teams_exchange_had_its_first_name_in_one_version(string version, int status, string code)
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync("POST", "/teams/me/:issueAccessToken", "{}", version);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("2022-06-01", 400, "ValidationError")]
    [InlineData("2026-09-23", 400, "ValidationError")]
    [InlineData("2021-10-31-preview", 401, "InvalidAccessToken")]
    [InlineData("2021-03-31-preview1", 401, "InvalidAccessToken")]
    [InlineData("2021-03-07", 400, "UnsupportedApiVersion")]
    public async Task The_Teams_exchange_is_in_the_versions_that_had_it(string version, int status, string code)
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync("POST", "/teamsUser/:exchangeAccessToken", "{}", version);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("/identities?api-version=")]
    [InlineData("/identities?API-Version")]
    [InlineData("/identities?")]
    public async Task A_version_must_be_given(string target)
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync(new WireRequest("POST", target));

        Assert.Equal((400, "ApiVersionUnspecified"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Two_versions_at_once_cannot_be_had()
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync(new WireRequest("POST", "/identities?api-version=2023-10-01&api-version=2022-10-01"));

        Assert.Equal((400, "UnsupportedApiVersion"), (answer.Status, answer.Code));
    }
}
