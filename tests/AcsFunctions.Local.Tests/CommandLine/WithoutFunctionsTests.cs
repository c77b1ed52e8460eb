using System.Net;
using System.Net.Http.Headers;
using AcsFunctions.Local.Configuration;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>The services without the functions, and the settings with which Core Tools would run those.</summary>
public sealed class WithoutFunctionsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string SettingsFile => Path.Combine(folder.FullName, "local.settings.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Functions_that_know_only_the_written_settings_issue_a_token()
    {
        await using var program = await StartAsync();
        var settings = DeveloperSettings.ReadValues(SettingsFile);

        await using var functions = await LocalStack.StartAsync(
            new LocalStackOptions { Settings = settings, TableConnectionString = settings["AzureWebJobsStorage"], RunTimers = false }, Cancellation);
        var user = await Shell.RunAsync($"curl -s -H 'Accept: text/plain' -d user=alice {program.Reported("Sign-in")}/token");
        functions.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.Trim());
        using var answer = await functions.Http.PostAsync("api/me/tokens", null, Cancellation);
        var identities = await Shell.RunAsync($"curl -s {program.Reported("ACS emulator")}/_emulator/identities");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("dotnet-isolated", settings["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Contains("8:acs:", identities, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_of_storage_that_Core_Tools_needs_answers_where_the_settings_say()
    {
        await using var program = await StartAsync();
        using HttpClient http = new();

        foreach (var (reported, service) in new[] { ("Tables", "Table"), ("Blobs", "Blob"), ("Queues", "Queue") })
        {
            using var answer = await http.GetAsync(new Uri(program.Reported(reported) + "?comp=list"), Cancellation);

            Assert.StartsWith($"Azurite-{service}/", answer.Headers.Server.ToString(), StringComparison.Ordinal);
            Assert.Contains($"{service}Endpoint={program.Reported(reported)}", DeveloperSettings.ReadValues(SettingsFile)["AzureWebJobsStorage"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Settings_of_the_developer_s_own_are_left_alone_and_what_they_lack_is_said()
    {
        const string Mine = """{ "Values": { "FUNCTIONS_WORKER_RUNTIME": "dotnet-isolated" } }""";
        await File.WriteAllTextAsync(SettingsFile, Mine, Cancellation);

        await using var program = await StartAsync();

        Assert.Equal(Mine, await File.ReadAllTextAsync(SettingsFile, Cancellation));
        Assert.Contains(program.Report, line => line.Contains("left as it is", StringComparison.Ordinal));
        Assert.Contains(program.Report, line => line.StartsWith("    \"AzureWebJobsStorage\": \"", StringComparison.Ordinal));
        Assert.DoesNotContain(program.Report, line => line.Contains("\"FUNCTIONS_WORKER_RUNTIME\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_stack_runs_on_its_own_beside_what_was_written_for_Core_Tools()
    {
        await using (var services = await StartAsync())
        {
            await services.SignalAsync("INT");
            Assert.Equal(new ProgramEnd(0, "", ""), await services.EndAsync());
        }

        // The storage and the emulator that the file names are gone.
        await using var stack = await LocalProgram.ServeAsync("--ephemeral", "--settings", SettingsFile);
        var token = await Shell.RunAsync(stack.Commands[0]);

        Assert.Contains("\"token\"", token, StringComparison.Ordinal);
    }

    private Task<LocalProgram> StartAsync() => LocalProgram.ServeAsync("--ephemeral", "--without-functions", "--settings", SettingsFile);
}
