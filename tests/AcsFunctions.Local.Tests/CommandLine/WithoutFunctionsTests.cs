using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.Tests.SignIn;
using AcsFunctions.Local.Tests.Worker;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>The services without the functions, and the settings with which Core Tools would run those.</summary>
public sealed class WithoutFunctionsTests(ServedServices services) : IClassFixture<ServedServices>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LocalProgram Services => services.Program;

    /// <summary>Of a test that needs one of its own.</summary>
    private string SettingsFile => Path.Combine(folder.FullName, "local.settings.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Functions_that_know_only_the_written_settings_issue_a_token()
    {
        var settings = DeveloperSettings.ReadValues(services.SettingsFile);

        await using var functions = await LocalStack.StartAsync(
            new LocalStackOptions
            {
                Settings = settings,
                TableConnectionString = settings["AzureWebJobsStorage"],
                SignInKey = SignInKeys.Shared,
                Worker = InProcessFunctions.By(TimeProvider.System),
                RunTimers = false,
            },
            Cancellation);
        var user = await Shell.RunAsync($"curl -s -H 'Accept: text/plain' -d user=alice {Services.Reported("Sign-in")}/token");
        functions.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.Trim());
        using var answer = await functions.Http.PostAsync("api/me/tokens", null, Cancellation);
        var identities = await Shell.RunAsync($"curl -s {Services.Reported("ACS emulator")}/_emulator/identities");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("dotnet-isolated", settings["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Contains("8:acs:", identities, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_of_storage_that_Core_Tools_needs_answers_where_the_settings_say()
    {
        using HttpClient http = new();

        foreach (var (reported, service) in new[] { ("Tables", "Table"), ("Blobs", "Blob"), ("Queues", "Queue") })
        {
            using var answer = await http.GetAsync(new Uri(Services.Reported(reported) + "?comp=list"), Cancellation);

            Assert.StartsWith($"Azurite-{service}/", answer.Headers.Server.ToString(), StringComparison.Ordinal);
            Assert.Contains($"{service}Endpoint={Services.Reported(reported)}", DeveloperSettings.ReadValues(services.SettingsFile)["AzureWebJobsStorage"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Settings_of_the_developer_s_own_are_left_alone_and_what_they_lack_is_said()
    {
        const string Mine = """{ "Values": { "FUNCTIONS_WORKER_RUNTIME": "dotnet-isolated" } }""";
        await File.WriteAllTextAsync(SettingsFile, Mine, Cancellation);

        await using var program = await ServedServices.StartAsync(SettingsFile);
        await program.SignalAsync("INT");

        Assert.Equal(new ProgramEnd(0, "", ""), await program.EndAsync());
        Assert.Equal(Mine, await File.ReadAllTextAsync(SettingsFile, Cancellation));
        Assert.Contains(program.Report, line => line.Contains("left as it is", StringComparison.Ordinal));
        Assert.Contains(program.Report, line => line.StartsWith("    \"AzureWebJobsStorage\": \"", StringComparison.Ordinal));
        Assert.DoesNotContain(program.Report, line => line.Contains("\"FUNCTIONS_WORKER_RUNTIME\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_stack_runs_on_its_own_beside_what_was_written_for_Core_Tools_and_kill_ends_it_cleanly()
    {
        File.Copy(services.SettingsFile, SettingsFile);

        await using var stack = await LocalProgram.ServeAsync("--ephemeral", "--settings", SettingsFile);
        var verdict = JsonNode.Parse(await Shell.RunAsync(stack.Commands[1]))!;
        var children = await stack.ChildrenAsync();
        await stack.SignalAsync("TERM");
        var end = await stack.EndAsync();

        // A token of the sign-in and of the emulator that the file names would not do here.
        Assert.True((bool?)verdict["valid"]);
        Assert.NotEqual(Services.Reported("Tables"), stack.Reported("Tables"));
        Assert.Equal(new ProgramEnd(0, "", ""), end);
        Assert.Equal(2, children.Count);
        await Task.WhenAll(children.Select(child => child.WaitForExitAsync(Cancellation)));
    }
}
