using System.Diagnostics;
using AcsFunctions.AcsEmulator.Tests.Support;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>The quickstart on access tokens as its reader runs it: a program of its own that knows only the connection string.</summary>
public sealed class QuickstartTests
{
    [Theory]
    [InlineData("administration-beta-2")]
    [InlineData("administration-beta-3")]
    [InlineData("administration-beta-4")]
    [InlineData("identity-1.0.0-beta.4")]
    [InlineData("@azure/communication-identity")]
    public async Task Create_issue_refresh_revoke_and_delete_go_through_in_this_order(string package)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await NodePackages.EnsureAsync(JavaScriptFolder.Path, cancellationToken);
        using var log = new RecordingLogger();
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { LoggerFactory = log }, cancellationToken);
        var start = new ProcessStartInfo("node", ["quickstart.mjs", package]) { WorkingDirectory = JavaScriptFolder.Path };
        start.Environment["COMMUNICATION_SERVICES_CONNECTION_STRING"] = emulator.ConnectionString;

        var program = await NodeProgram.RunAsync(start, input: "", cancellationToken);

        Assert.True(program.ExitCode == 0, program.Error);
        string[][] steps = [.. program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
        Assert.Equal(["created", "issued", "refreshed", "revoked", "deleted"], steps.Select(step => step[0]));
        var operations = log.Lines.Select(line => line.Split(' ')[1]);
        Assert.Equal(["CreateIdentity", "IssueAccessToken", "IssueAccessToken", "RevokeAccessTokens", "DeleteIdentity"], operations);
        Assert.Equal(steps[0][1], steps[4][1]);
        Assert.Null(emulator.Inspection.FindIdentity(steps[0][1]));
        Assert.NotEqual(steps[1][2], steps[2][2]);
        Assert.All([steps[1][2], steps[2][2]], token => Assert.Equal(TokenRefusal.IdentityDeleted, emulator.Inspection.Validate(token).Refusal));
    }
}
