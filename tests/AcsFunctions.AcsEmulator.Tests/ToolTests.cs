using System.Diagnostics;
using System.Globalization;
using AcsFunctions.AcsEmulator.Tool;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>The program: what it prints, how it ends.</summary>
public sealed class ToolTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "many")]
    [InlineData("--port", "65536")]
    [InlineData("--access-key", "not base64!")]
    [InlineData("--resource-id", "1")]
    [InlineData("--data")]
    [InlineData("--certificate", "--tls")]
    [InlineData("--unknown")]
    [InlineData("start")]
    public async Task A_wrong_command_line_is_one_sentence_and_the_way_to_help(params string[] arguments)
    {
        using var errors = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync(arguments, TextWriter.Null, errors);

        Assert.Equal(2, exitCode);
        Assert.EndsWith($"Run acs-emulator --help for what there is.{Environment.NewLine}", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        using var output = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync(["--help"], output, TextWriter.Null);

        Assert.Equal(0, exitCode);
        Assert.All(
            ["--port", "--data", "--access-key", "--resource-id", "--tls", "--certificate", "--es256", "--quotas", "--no-retry-after", "--require-assignments", "--quiet", "--version"],
            option => Assert.Contains(option, output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence()
    {
        await using var other = await AcsIdentityEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var errors = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync(["--port", other.Endpoint.Port.ToString(CultureInfo.InvariantCulture)], TextWriter.Null, errors);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The emulator cannot start: ", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task Its_connection_string_works_as_printed_and_a_signal_ends_it_cleanly(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals to send.");
        var cancellationToken = TestContext.Current.CancellationToken;
        using var program = Process.Start(new ProcessStartInfo("dotnet", [typeof(EmulatorProgram).Assembly.Location, "--port", "0", "--es256"]) { RedirectStandardOutput = true })!;

        var connectionString = await ReadConnectionStringAsync(program.StandardOutput, cancellationToken);
        var user = await new CommunicationIdentityClient(connectionString).CreateUserAndTokenAsync([CommunicationTokenScope.Chat], cancellationToken);
        using var kill = Process.Start("kill", ["-s", signal.ToString(CultureInfo.InvariantCulture), program.Id.ToString(CultureInfo.InvariantCulture)]);
        var rest = await program.StandardOutput.ReadToEndAsync(cancellationToken);
        await program.WaitForExitAsync(cancellationToken);

        Assert.Equal(0, program.ExitCode);
        Assert.Contains($"201 CreateIdentity {user.Value.User.Id}", rest, StringComparison.Ordinal);
        Assert.DoesNotContain(user.Value.AccessToken.Token, rest, StringComparison.Ordinal);
    }

    private static async Task<string> ReadConnectionStringAsync(StreamReader output, CancellationToken cancellationToken)
    {
        while (await output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Split("connection string") is [_, var connectionString])
            {
                return connectionString.Trim();
            }
        }

        throw new InvalidOperationException("The program ended without printing a connection string.");
    }
}
