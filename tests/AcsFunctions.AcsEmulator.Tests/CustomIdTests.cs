using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Custom ids, which only 2025-03-02-preview has.</summary>
public sealed class CustomIdTests
{
    private const string Body = """{"customId":"alice"}""";

    [Fact]
    public async Task The_same_custom_id_gets_the_same_identity()
    {
        await using var wire = Wire.Create();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync(wire, Body)));

        Assert.Single(ids.Distinct());
        Assert.NotEqual(ids[0], await CreateAsync(wire, """{"customId":"bob"}"""));
    }

    [Fact]
    public async Task A_deleted_identitys_custom_id_is_free_again()
    {
        await using var wire = Wire.Create();
        var first = await CreateAsync(wire, Body);
        await wire.DeleteAsync(first);

        var second = await CreateAsync(wire, Body);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Other_versions_cannot_find_an_identity_by_custom_id()
    {
        await using var wire = Wire.Create();
        var preview = await CreateAsync(wire, Body);

        var ga = (await wire.SendAsync("POST", "/identities", Body)).Json["identity"]!["id"]!.GetValue<string>();

        Assert.NotEqual(preview, ga);
        Assert.Null(wire.Emulator.Inspection.FindIdentity(ga)!.CustomId);
    }

    [Fact]
    public async Task Reading_an_identity_tells_when_a_token_was_last_issued()
    {
        await using var wire = Wire.Create();
        var id = await CreateAsync(wire, Body);
        var path = $"/identities/{Uri.EscapeDataString(id)}";

        var before = await wire.SendAsync("GET", path, version: Wire.PreviewVersion);
        await wire.IssueAsync(id);
        var after = await wire.SendAsync("GET", path, version: Wire.PreviewVersion);

        Assert.Null(before.Json["lastTokenIssuedAt"]);
        Assert.Equal("2026-11-23T08:30:15.0000000+00:00", after.Json["lastTokenIssuedAt"]!.GetValue<string>());
    }

    private static async Task<string> CreateAsync(Wire wire, string body) =>
        (await wire.SendAsync("POST", "/identities", body, Wire.PreviewVersion)).Json["identity"]!["id"]!.GetValue<string>();
}
