using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Assignments of Entra principals, and the exchanges that may need one.</summary>
public sealed class AssignmentTests
{
    private const string Version = "2025-06-30";
    private const string TeamsPath = $"/access/teamsExtension/tenants/{EntraToken.TenantId}/assignments/{EntraToken.UserId}";
    private const string EntraPath = $"/access/entra/assignments/{EntraToken.UserId}";
    private const string EntraBody = $$"""{"tenantId":"{{EntraToken.TenantId}}","principalType":"user","clientIds":[]}""";

    [Fact]
    public async Task An_assignment_of_the_Teams_extension_is_put_read_replaced_and_deleted()
    {
        await using var wire = Wire.Create();
        const string body = """{"principalType":"user"}""";

        int[] statuses =
        [
            (await wire.SendAsync("PUT", TeamsPath, body, Version)).Status,
            (await wire.SendAsync("PUT", TeamsPath, body, Version)).Status,
            (await wire.SendAsync("GET", TeamsPath, version: Version)).Status,
            (await wire.SendAsync("DELETE", TeamsPath, version: Version)).Status,
            (await wire.SendAsync("GET", TeamsPath, version: Version)).Status,
        ];

        Assert.Equal([201, 200, 200, 204, 404], statuses);
    }

    [Fact]
    public async Task A_merge_patch_puts_values_and_removes_nulls()
    {
        await using var wire = Wire.Create();
        await wire.SendAsync("PUT", EntraPath, EntraBody, Wire.PreviewVersion);

        await wire.SendAsync("PATCH", "/access/entra/assignments", $$$"""{"{{{EntraToken.UserId}}}":null,"{{{EntraToken.AppId}}}":{{{EntraBody}}}}""", Wire.PreviewVersion);

        var list = await wire.SendAsync("GET", "/access/entra/assignments", version: Wire.PreviewVersion);
        Assert.Equal(EntraToken.AppId, Assert.Single(list.Json["value"]!.AsArray())!["objectId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_merge_patch_with_one_bad_value_changes_nothing()
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync(
            "PATCH", "/access/entra/assignments", $$$"""{"{{{EntraToken.UserId}}}":{{{EntraBody}}},"{{{EntraToken.AppId}}}":{}}""", Wire.PreviewVersion);

        Assert.Equal(400, answer.Status);
        Assert.Empty((await wire.SendAsync("GET", "/access/entra/assignments", version: Wire.PreviewVersion)).Json["value"]!.AsArray());
    }

    [Fact]
    public async Task A_principal_without_an_assignment_cannot_exchange_where_one_is_required()
    {
        await using var wire = Wire.Create(configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, RequireAssignments = true });
        var exchange = new WireRequest("POST", $"/access/entra/:exchangeAccessToken?api-version={Wire.PreviewVersion}", "{}")
        {
            Anonymous = true,
            Headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {EntraToken.Create(wire.Clock.GetUtcNow().AddHours(1))}" },
        };

        var before = await wire.SendAsync(exchange);
        await wire.SendAsync("PUT", EntraPath, EntraBody, Wire.PreviewVersion);
        var after = await wire.SendAsync(exchange);

        Assert.Equal((403, 200), (before.Status, after.Status));
        Assert.True(wire.Emulator.Inspection.Validate(after.Token).Valid);
    }
}
