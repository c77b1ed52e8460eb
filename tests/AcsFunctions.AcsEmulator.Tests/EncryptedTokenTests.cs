using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using AcsFunctions.AcsEmulator.Tests.Conformance;
using AcsFunctions.AcsEmulator.Tests.Support;
using AcsFunctions.Testing.Node;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Tokens that nobody but the service can read.</summary>
public sealed class EncryptedTokenTests
{
    [Fact]
    public async Task Nothing_of_it_can_be_read_and_the_inspection_still_knows_it()
    {
        await using var wire = Create();
        var id = await wire.CreateIdentityAsync();

        var token = (await wire.IssueAsync(id, """{"scopes":["chat","voip"]}""")).Token;

        var verdict = wire.Emulator.Inspection.Validate(token);
        Assert.Equal((true, id), (verdict.Valid, verdict.Identity));
        Assert.Equal(["chat", "voip"], verdict.Scopes!);
        Assert.Equal(5, token.Split('.').Length);
        Assert.All(token.Split('.'), part => Assert.DoesNotContain("acsScope", Encoding.Latin1.GetString(Base64Url.DecodeFromChars(part)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_ends_like_any_other()
    {
        await using var wire = Create();
        var id = await wire.CreateIdentityAsync();
        var earlier = (await wire.IssueAsync(id)).Token;

        await wire.RevokeAsync(id);
        var revoked = wire.Emulator.Inspection.Validate(earlier);
        var token = (await wire.IssueAsync(id)).Token;
        var before = wire.Emulator.Inspection.Validate(token);
        wire.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(TokenRefusal.Revoked, revoked.Refusal);
        Assert.True(before.Valid);
        Assert.Equal(TokenRefusal.Expired, wire.Emulator.Inspection.Validate(token).Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task It_cannot_be_altered(int part)
    {
        await using var wire = Create();
        var parts = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token.Split('.');
        parts[part] = (parts[part][0] == 'A' ? "B" : "A") + parts[part][1..];

        var verdict = wire.Emulator.Inspection.Validate(string.Join('.', parts));

        Assert.Equal(TokenRefusal.NotIssuedHere, verdict.Refusal);
    }

    [Fact]
    public async Task It_outlives_a_restart()
    {
        using var folder = new ScratchFolder();
        string token;
        await using (var wire = Create(folder.File("state")))
        {
            token = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token;
        }

        await using var restarted = Create(folder.File("state"));

        Assert.True(restarted.Emulator.Inspection.Validate(token).Valid);
    }

    [Fact]
    public async Task The_official_credential_bears_it_when_it_is_told_the_expiry()
    {
        await using var emulator = AcsIdentityEmulator.CreateInProcess(new AcsEmulatorOptions { EncryptTokens = true });
        var sdk = new DotNetSdk(new CommunicationIdentityClient(emulator.ConnectionString, new CommunicationIdentityClientOptions { Transport = emulator.CreateTransport() }));
        var token = (await sdk.CreateUserAndTokenAsync(["chat"])).Token!;
        var expiresOn = token.ExpiresOn.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await NodePackages.EnsureAsync(JavaScriptFolder.Path, TestContext.Current.CancellationToken);

        var node = await NodeProgram.RunAsync(
            new ProcessStartInfo("node", ["credential.mjs", expiresOn]) { WorkingDirectory = JavaScriptFolder.Path }, token.Token, TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, node.Error);
        Assert.Equal(5, token.Token.Split('.').Length);
        Assert.Equal($"{expiresOn} {token.Token}", node.Output.Trim());
    }

    private static Wire Create(string? path = null) => Wire.Create(configure: options => new AcsEmulatorOptions
    {
        TimeProvider = options.TimeProvider,
        SigningAlgorithm = options.SigningAlgorithm,
        PersistencePath = path,
        EncryptTokens = true,
    });
}
