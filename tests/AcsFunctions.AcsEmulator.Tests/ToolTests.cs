using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AcsFunctions.AcsEmulator.Tool;
using AcsFunctions.AcsEmulator.Tool.CommandLine;
using AcsFunctions.Testing;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>The program: what it prints, how it ends.</summary>
public sealed class ToolTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private static readonly Dictionary<string, string> NoVariables = [];

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "many")]
    [InlineData("--port", "65536")]
    [InlineData("--access-key", "not base64!")]
    [InlineData("--resource-id", "1")]
    [InlineData("--data")]
    [InlineData("--certificate", "--tls")]
    [InlineData("--clock-offset", "soon")]
    [InlineData("--clock-offset", "-90000")]
    [InlineData("--location")]
    [InlineData("--host", "a b")]
    [InlineData("--unknown")]
    [InlineData("start")]
    public async Task A_wrong_command_line_is_one_sentence_and_the_way_to_help(params string[] arguments)
    {
        using var errors = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync(arguments, NoVariables, TextWriter.Null, errors);

        Assert.Equal(2, exitCode);
        Assert.EndsWith($"Run acs-emulator --help for what there is.{Environment.NewLine}", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        using var output = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync(["--help"], NoVariables, output, TextWriter.Null);

        Assert.Equal(0, exitCode);
        Assert.All(
            ["--port", "--data", "--access-key", "--resource-id", "--tls", "--certificate", "--any-address", "--host", "--location", "--clock-offset", "--encrypted-tokens", "--es256", "--quotas", "--no-retry-after", "--require-assignments", "--quiet", "--version"],
            option => Assert.Contains(option, output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence()
    {
        await using var other = await AcsIdentityEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var errors = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync(["--port", other.Endpoint.Port.ToString(CultureInfo.InvariantCulture)], NoVariables, TextWriter.Null, errors);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The emulator cannot start: ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_denied_is_one_sentence()
    {
        Assert.SkipWhen(MayListen(), "Whoever runs this may listen on every port.");
        using var errors = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync(["--port", "1"], NoVariables, TextWriter.Null, errors);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The emulator cannot start: Port 1 is denied by the system", errors.ToString(), StringComparison.Ordinal);

        static bool MayListen()
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, 1);
                listener.Start();
                return true;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("ACS_EMULATOR_QUOTAS", "yes", "ACS_EMULATOR_QUOTAS must be true or false.")]
    [InlineData("ACS_EMULATOR_PORT", "many", "--port needs a number")]
    [InlineData("ACS_EMULATOR_COLOR", "green", "There is no option --color.")]
    public async Task A_wrong_variable_is_one_sentence(string name, string value, string sentence)
    {
        using var errors = new StringWriter();

        var exitCode = await EmulatorProgram.RunAsync([], new Dictionary<string, string> { [name] = value, ["OTHER"] = "x" }, TextWriter.Null, errors);

        Assert.Equal(2, exitCode);
        Assert.StartsWith(sentence, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_wins_over_variables()
    {
        var variables = EnvironmentArguments.From(new Dictionary<string, string>
        {
            ["ACS_EMULATOR_PORT"] = "1", ["ACS_EMULATOR_TLS"] = "true", ["ACS_EMULATOR_QUOTAS"] = "false", ["ACS_EMULATOR_ACCESS_KEY"] = "a2V5", ["PATH"] = "/bin",
        });

        var options = ToolOptions.Parse([.. variables, "--port", "2"]);

        Assert.Equal((2, true, false, "a2V5"), (options.Port, options.Tls, options.Quotas, options.AccessKey));
    }

    [Fact]
    public void Variables_by_which_Kubernetes_tells_of_a_service_of_that_name_are_no_options()
    {
        var variables = EnvironmentArguments.From(new Dictionary<string, string>
        {
            ["ACS_EMULATOR_SERVICE_HOST"] = "10.0.0.11",
            ["ACS_EMULATOR_SERVICE_PORT"] = "8990",
            ["ACS_EMULATOR_PORT"] = "tcp://10.0.0.11:8990",
            ["ACS_EMULATOR_PORT_8990_TCP"] = "tcp://10.0.0.11:8990",
            ["ACS_EMULATOR_PORT_8990_TCP_ADDR"] = "10.0.0.11",
            ["ACS_EMULATOR_QUOTAS"] = "true",
        });

        Assert.Equal(["--quotas"], variables);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task Its_connection_string_works_as_printed_and_a_signal_ends_it_cleanly(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals to send.");
        var cancellationToken = TestContext.Current.CancellationToken;
        Interrupts.ReachPrograms();
        using var program = Process.Start(ToStart("--port", "0", "--es256"))!;

        var connectionString = await ReadConnectionStringAsync(program.StandardOutput, cancellationToken);
        var user = await new CommunicationIdentityClient(connectionString).CreateUserAndTokenAsync([CommunicationTokenScope.Chat], cancellationToken);
        using var kill = Process.Start("kill", ["-s", signal.ToString(CultureInfo.InvariantCulture), program.Id.ToString(CultureInfo.InvariantCulture)]);
        var rest = await program.StandardOutput.ReadToEndAsync(cancellationToken);
        await program.WaitForExitAsync(cancellationToken);

        Assert.Equal(0, program.ExitCode);
        Assert.Contains($"201 CreateIdentity {user.Value.User.Id}", rest, StringComparison.Ordinal);
        Assert.DoesNotContain(user.Value.AccessToken.Token, rest, StringComparison.Ordinal);
    }

    /// <summary>A shell starts background programs with SIGINT ignored, and their children inherit that; the program must stop on SIGINT all the same.</summary>
    private static ProcessStartInfo ToStart(params string[] arguments)
    {
        string[] program = ["dotnet", typeof(EmulatorProgram).Assembly.Location, .. arguments];
        return OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT", .. program]) { RedirectStandardOutput = true }
            : new ProcessStartInfo(program[0], program[1..]) { RedirectStandardOutput = true };
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
