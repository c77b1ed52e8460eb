using System.Net;
using System.Net.Sockets;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>What goes wrong is one sentence on standard error that says what to do, exit code 1, and no stack trace.</summary>
[Collection(nameof(ServedProgram))]
public sealed class RefusalTests(ServedProgram served)
{
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
    [InlineData("COMMUNICATION_SERVICES_CONNECTION_STRING", "nonsense", "COMMUNICATION_SERVICES_CONNECTION_STRING")]
    public async Task A_wrong_setting_is_named(string variable, string value, string setting)
    {
        var end = await RunAsync(new() { [variable] = value }, "--ephemeral", "--port", "0");

        AssertSentence(end, "");
        Assert.Contains(setting, end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emulator.json", "The ACS emulator cannot use its data")]
    [InlineData("tables/tables.json", "Table storage (Azurite) did not start")]
    [InlineData("keys.json", "is damaged")]
    [InlineData("sign-in.pem", "is damaged")]
    public async Task Damaged_data_is_named_with_what_to_remove(string file, string beginning)
    {
        var data = Directory.CreateTempSubdirectory("acs-functions-test-");
        try
        {
            data.CreateSubdirectory("tables");
            await File.WriteAllTextAsync(Path.Combine(data.FullName, file), "damaged\n", TestContext.Current.CancellationToken);

            var end = await RunAsync([], "--port", "0", "--data", data.FullName);

            AssertSentence(end, beginning);
            Assert.Contains(data.FullName, end.Errors, StringComparison.Ordinal);
            Assert.Contains("emove", end.Errors, StringComparison.Ordinal);
        }
        finally
        {
            data.Delete(recursive: true);
        }
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
        var end = await RunAsync(new() { ["PATH"] = AppContext.BaseDirectory, ["DOTNET_ROOT"] = DotNetRoot }, "--ephemeral", "--port", "0");

        AssertSentence(end, "'node' could not be started");
    }

    [Fact]
    public async Task An_unknown_option_is_refused()
    {
        var end = await RunAsync([], "--prot", "1");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("--prot", end.Errors, StringComparison.Ordinal);
    }

    private static string DotNetRoot => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    private static async Task<ProgramEnd> RunAsync(Dictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        await using var program = LocalProgram.Start(environment, ["--settings", "none.json", .. arguments]);
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
