using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>A restart keeps what was answered, however the emulator ended.</summary>
public sealed class PersistenceTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    private string StatePath => folder.File("state.jsonl");

    [Fact]
    public async Task A_restart_keeps_identities_revocations_keys_and_the_connection_string()
    {
        string connectionString, kept, deleted, revokedToken, goodToken;
        await using (var wire = Create())
        {
            (kept, deleted) = (await wire.CreateIdentityAsync(), await wire.CreateIdentityAsync());
            revokedToken = (await wire.IssueAsync(kept)).Token;
            await wire.RevokeAsync(kept);
            goodToken = (await wire.IssueAsync(kept)).Token;
            await wire.DeleteAsync(deleted);
            connectionString = wire.Emulator.ConnectionString;
        }

        await using var restarted = Create();

        var inspection = restarted.Emulator.Inspection;
        Assert.Equal(connectionString, restarted.Emulator.ConnectionString);
        Assert.Equal(kept, Assert.Single(inspection.Identities).Id);
        Assert.NotNull(inspection.FindIdentity(kept)!.LastTokenIssuedOn);
        Assert.True(inspection.Validate(goodToken).Valid);
        Assert.Equal(TokenRefusal.Revoked, inspection.Validate(revokedToken).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"kind":"identity","id":"8:ac""")]
    public async Task A_killed_emulator_loses_no_answered_call_and_its_torn_line_does_no_harm(string torn)
    {
        await using var wire = Create();
        var (kept, revoked) = (await wire.CreateIdentityAsync(), await wire.CreateIdentityAsync());
        var token = (await wire.IssueAsync(revoked)).Token;
        await wire.RevokeAsync(revoked);

        // What a kill leaves behind is the file as it is now.
        var copy = folder.File("copy.jsonl");
        await File.WriteAllTextAsync(copy, await ReadSharedAsync() + torn, TestContext.Current.CancellationToken);
        await using var restarted = Create(copy);

        Assert.Equal(2, restarted.Emulator.Inspection.IdentityCount);
        Assert.NotNull(restarted.Emulator.Inspection.FindIdentity(kept));
        Assert.Equal(TokenRefusal.Revoked, restarted.Emulator.Inspection.Validate(token).Refusal);
    }

    [Fact]
    public async Task A_reset_and_the_custom_ids_and_assignments_after_it_are_kept()
    {
        string alice;
        await using (var wire = Create())
        {
            await wire.CreateIdentityAsync();
            wire.Emulator.Inspection.Reset();
            alice = await CreateAliceAsync(wire);
            await wire.SendAsync("PUT", $"/access/entra/assignments/{EntraToken.UserId}", $$"""{"tenantId":"{{EntraToken.TenantId}}","principalType":"user","clientIds":[]}""", Wire.PreviewVersion);
        }

        await using var restarted = Create();

        Assert.Equal(1, restarted.Emulator.Inspection.IdentityCount);
        Assert.Equal(alice, await CreateAliceAsync(restarted));
        Assert.Equal(200, (await restarted.SendAsync("GET", $"/access/entra/assignments/{EntraToken.UserId}", version: Wire.PreviewVersion)).Status);
    }

    [Fact]
    public async Task No_token_is_written_down()
    {
        string token;
        await using (var wire = Create())
        {
            token = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token;
        }

        var text = await File.ReadAllTextAsync(StatePath, TestContext.Current.CancellationToken);

        Assert.Contains("\"kind\":\"identity\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[1], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes: a file's folder decides.");
        await using var wire = Create();

        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(StatePath);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public async Task Two_emulators_cannot_share_a_file()
    {
        await using var first = Create();

        var refusal = Assert.Throws<IOException>(() => Create());

        Assert.Contains("used by another process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_refused_with_the_reason()
    {
        var path = Path.Combine(folder.File("file"), "state");
        File.WriteAllText(folder.File("file"), "");

        var refusal = Assert.Throws<IOException>(() => Wire.Create(configure: _ => new AcsEmulatorOptions { PersistencePath = path }));

        Assert.StartsWith($"The state file {path} cannot be used: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("already exists", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_resources_file_cannot_be_taken_over()
    {
        await using (Create())
        {
        }

        var refusal = Assert.Throws<IOException>(() => Wire.Create(
            configure: _ => new AcsEmulatorOptions { PersistencePath = StatePath, ResourceId = Guid.NewGuid() }));

        Assert.Contains("belongs to the resource", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_something_else_is_left_alone()
    {
        await File.WriteAllTextAsync(StatePath, "my diary\n", TestContext.Current.CancellationToken);

        var refusal = Assert.Throws<IOException>(() => Create());

        Assert.Contains("Line 1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("diary", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal("my diary\n", await File.ReadAllTextAsync(StatePath, TestContext.Current.CancellationToken));
    }

    public void Dispose() => folder.Dispose();

    private Wire Create(string? path = null) => Wire.Create(configure: options => new AcsEmulatorOptions
    {
        TimeProvider = options.TimeProvider,
        SigningAlgorithm = TokenSigningAlgorithm.ES256,
        PersistencePath = path ?? StatePath,
    });

    private static async Task<string> CreateAliceAsync(Wire wire) =>
        (await wire.SendAsync("POST", "/identities", """{"customId":"alice"}""", Wire.PreviewVersion)).Json["identity"]!["id"]!.GetValue<string>();

    private async Task<string> ReadSharedAsync()
    {
        await using var stream = new FileStream(StatePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
