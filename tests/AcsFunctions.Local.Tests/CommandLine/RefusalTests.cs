using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AcsFunctions.Local.CommandLine;
using AcsFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>
/// What goes wrong is one sentence on standard error that says what to do, exit code 1, and no stack trace. The command runs in this
/// process, which takes a fraction of a start; as a process of its own where its environment is the point.
/// </summary>
[Collection(nameof(ServedProgram))]
public sealed class RefusalTests(ServedProgram served, SharedAzurite azurite) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");

    // Where storage is not what is refused, it is there already.
    private Dictionary<string, string> Storage => new()
    {
        ["IdentityStore__ConnectionString"] = azurite.ConnectionString,
        ["IdentityStore__TableName"] = SharedAzurite.NewTable(),
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_busy_port_is_named()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var end = await RunAsync([], "--ephemeral", "--port", $"{port}");

        AssertSentence(end, $"Port {port} is in use, so the functions host cannot listen there: stop what uses it, or choose another port (--port).");
    }

    [Fact]
    public async Task Tls_is_not_for_functions_that_Core_Tools_serves()
    {
        var end = await RunAsync([], "--tls", "--without-functions");

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("--tls cannot be combined with --without-functions", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_named()
    {
        var end = await RunAsync([], "--port", "0", "--data", served.Data.FullName);

        AssertSentence(end, $"The data folder {served.Data.FullName} is in use by another local stack");
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_named()
    {
        var end = await RunAsync(
            new() { ["IdentityStore__ConnectionString"] = "AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a;" },
            "--ephemeral", "--port", "0");

        AssertSentence(end, "Table storage does not answer");
        Assert.Contains("IdentityStore:ConnectionString", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IdentityStore__ConnectionString", "nonsense", "IdentityStore:ConnectionString")]
    [InlineData("CleanUpSchedule", "every now and then", "CleanUpSchedule")]
    public async Task A_wrong_setting_is_named(string name, string value, string setting)
    {
        var end = await RunAsync(new(Storage) { [name] = value }, "--ephemeral", "--port", "0");

        AssertSentence(end, "");
        Assert.Contains(setting, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_variable_of_the_environment_is_named()
    {
        const string Variable = "COMMUNICATION_SERVICES_CONNECTION_STRING";

        var end = await RunProgramAsync(new(Storage) { [Variable] = "nonsense" });

        AssertSentence(end, "");
        Assert.Contains(Variable, end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emulator.json", "The ACS emulator cannot use its data", false)]
    [InlineData("tables/tables.json", "Table storage (Azurite) did not start", false)]
    [InlineData("keys.json", "is damaged", true)]
    [InlineData("sign-in.pem", "is damaged", true)]
    public async Task Damaged_data_is_named_with_what_to_remove(string file, string beginning, bool hasStorage)
    {
        var data = folder.CreateSubdirectory("data");
        data.CreateSubdirectory("tables");
        await File.WriteAllTextAsync(Path.Combine(data.FullName, file), "damaged\n", TestContext.Current.CancellationToken);

        var end = await RunAsync(hasStorage ? Storage : [], "--port", "0", "--data", data.FullName);

        AssertSentence(end, beginning);
        Assert.Contains(data.FullName, end.Errors, StringComparison.Ordinal);
        Assert.Contains("emove", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_cannot_be_opened_is_named()
    {
        var data = folder.CreateSubdirectory("data");
        data.CreateSubdirectory("emulator.json.lock");

        var end = await RunAsync(Storage, "--port", "0", "--data", data.FullName);

        AssertSentence(end, $"The data folder {data.FullName} cannot be read and written");
    }

    [Fact]
    public async Task A_table_service_that_needs_a_sign_in_is_named()
    {
        var end = await RunAsync(
            new() { ["IdentityStore__TableServiceUri"] = "https://127.0.0.1:1/", ["AZURE_TOKEN_CREDENTIALS"] = "EnvironmentCredential" },
            "--ephemeral", "--port", "0");

        AssertSentence(end, "Table storage cannot be used");
    }

    [Fact]
    public async Task Without_node_it_says_what_to_install()
    {
        var end = await RunProgramAsync(new() { ["PATH"] = AppContext.BaseDirectory, ["DOTNET_ROOT"] = DotNetRoot });

        AssertSentence(end, "'node' could not be started");
    }

    [Fact]
    public async Task An_unknown_option_is_refused()
    {
        var end = await RunAsync([], "--prot", "1");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("--prot", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data", "--data must name a folder.")]
    [InlineData("--settings", "--settings must name a file.")]
    public async Task An_empty_path_is_refused(string option, string sentence)
    {
        var end = await CapturedConsole.RunAsync(() => new LocalCommand().RunAsync(["--port", "0", option, ""]));

        AssertSentence(end, sentence);
    }

    // The control for the sentence that stands alone.
    [Fact]
    public async Task What_is_logged_beside_it_would_be_seen()
    {
        var end = await CapturedConsole.RunAsync(async () =>
        {
            using (var loggers = LoggerFactory.Create(ConsoleLog.Configure(everyCall: false)))
            {
                loggers.CreateLogger("AcsFunctions").Log(LogLevel.Warning, default, "It is logged.", null, (state, _) => state);
            }

            await Console.Error.WriteLineAsync("It is printed.");
            return 1;
        });

        Assert.Equal(["It is logged.", "It is printed."], end.Errors.TrimEnd().Split('\n').Select(line => line[line.IndexOf("It", StringComparison.Ordinal)..]));
    }

    private static string DotNetRoot => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    private async Task<ProgramEnd> RunAsync(Dictionary<string, string> settings, params IEnumerable<string> arguments)
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Values = settings }), TestContext.Current.CancellationToken);
        // The command listens to SIGINT while it runs, and then has it ignored again where it was.
        Interrupts.ReachPrograms();
        return await CapturedConsole.RunAsync(() => new LocalCommand().RunAsync(["--settings", file, .. arguments]));
    }

    private static async Task<ProgramEnd> RunProgramAsync(Dictionary<string, string> environment)
    {
        await using var program = LocalProgram.Start(environment, "--settings", "none.json", "--ephemeral", "--port", "0");
        return await program.EndAsync();
    }

    private static void AssertSentence(ProgramEnd end, string beginning)
    {
        Assert.Equal(1, end.ExitCode);
        Assert.Contains(beginning, end.Errors, StringComparison.Ordinal);
        Assert.Single(end.Errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", end.Errors, StringComparison.Ordinal);
    }
}
