using System.Diagnostics;
using AcsFunctions.Testing.Node;
using Azure;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>The README of the emulator's packages: its commands and its lines of code are run.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Shown =
        [.. RecipeDocument.TextOf(Path.Combine(RecipeDocument.Root, "local", "AcsFunctions.AcsEmulator.Tool", "README.md")).Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim())];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lines_for_tests_in_NET_run()
    {
        await using var acs = AcsIdentityEmulator.CreateInProcess();
        var client = new CommunicationIdentityClient(acs.ConnectionString, new CommunicationIdentityClientOptions { Transport = acs.CreateTransport() });
        var user = await client.CreateUserAsync(Cancellation);

        var here = RecipeDocument.TextOf(Path.Combine(RecipeDocument.Folder, "ReadmeTests.cs")).Split('\n').Select(line => line.Trim());
        var code = Shown.Where(line => line.EndsWith(';')).ToArray();
        Assert.NotNull(acs.Inspection.FindIdentity(user.Value.Id));
        Assert.Equal(2, code.Length);
        Assert.All(code, line => Assert.Contains(line, here));
    }

    [Fact]
    public async Task The_commands_that_ask_and_that_plan_a_fault_run()
    {
        var commands = Shown.Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToArray();
        await using var acs = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);
        var options = new CommunicationIdentityClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new CommunicationIdentityClient(acs.ConnectionString, options);
        var user = await client.CreateUserAsync(Cancellation);

        Assert.Equal(2, commands.Length);
        Assert.Contains("\"valid\":false", await RunAsync(commands[0], acs.Endpoint), StringComparison.Ordinal);
        await RunAsync(commands[1], acs.Endpoint);

        for (var call = 0; call < 2; call++)
        {
            var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => client.GetTokenAsync(user.Value, [CommunicationTokenScope.Chat], Cancellation));
            Assert.Equal((429, "2"), (refusal.Status, refusal.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var seconds) ? seconds : null));
        }

        await client.GetTokenAsync(user.Value, [CommunicationTokenScope.Chat], Cancellation);
    }

    [Fact]
    public void The_other_commands_are_those_of_the_document_that_are_tried()
    {
        var tried = RecipeDocument.TextOf(Path.Combine(RecipeDocument.Root, "docs", "emulator.md")).Split('\n').Select(line => line.Trim()).ToArray();
        var others = Shown.Where(line => !line.EndsWith(';') && !line.StartsWith("curl ", StringComparison.Ordinal)).ToArray();

        Assert.Equal(2, others.Length);
        Assert.All(others, line => Assert.Contains(line, tried));
    }

    private static async Task<string> RunAsync(string command, Uri emulator)
    {
        var script = command.Replace("http://127.0.0.1:8990/", emulator.AbsoluteUri, StringComparison.Ordinal);
        Assert.NotEqual(command, script);
        var run = await NodeProgram.RunAsync(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]), input: "", Cancellation);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }
}
