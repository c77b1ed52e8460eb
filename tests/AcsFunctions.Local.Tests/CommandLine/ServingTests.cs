using System.Net;
using System.Text.Json.Nodes;

namespace AcsFunctions.Local.Tests.CommandLine;

[Collection(nameof(ServedProgram))]
public sealed class ServingTests(ServedProgram served)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LocalProgram Served => served.Program;

    [Fact]
    public async Task Every_printed_command_works_when_it_is_pasted()
    {
        var (issue, validate) = (Served.Commands[0], Served.Commands[1]);

        var token = JsonNode.Parse(await Shell.RunAsync(issue))!;
        var verdict = JsonNode.Parse(await Shell.RunAsync(validate))!;

        Assert.Equal(2, Served.Commands.Count);
        Assert.NotEmpty((string)token["token"]!);
        Assert.True((bool?)verdict["valid"]);
        Assert.Equal((string?)token["user"]!["communicationUserId"], (string?)verdict["identity"]);
    }

    [Fact]
    public async Task With_tls_every_printed_command_works_and_the_certificate_is_kept_with_the_data()
    {
        var (token, verdict) = (JsonNode.Parse(await served.FirstAnswers[0])!, JsonNode.Parse(await served.FirstAnswers[1])!);

        Assert.StartsWith("https://", served.First.Reported("Functions"), StringComparison.Ordinal);
        Assert.StartsWith("http://", served.First.Reported("Tables"), StringComparison.Ordinal);
        Assert.NotEmpty((string)token["token"]!);
        Assert.True((bool?)verdict["valid"]);
        Assert.Contains(served.First.Report, line => line.EndsWith($"NODE_EXTRA_CA_CERTS='{served.Data.FullName}/tls/certificate.pem'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_lists_the_functions_and_the_printed_key_opens_those_for_back_ends()
    {
        using HttpClient http = new();
        var address = Served.Reported("Functions") + "/keyed/users/local%7Cbob/identity";

        using var withoutKey = await http.PutAsync(address, null, Cancellation);
        http.DefaultRequestHeaders.Add("x-functions-key", Served.Reported("Function key"));
        using var withKey = await http.PutAsync(address, null, Cancellation);

        Assert.Contains(Served.Report, line => line.Contains("POST    /api/me/tokens", StringComparison.Ordinal));
        Assert.Contains(Served.Report, line => line.Contains("timer   0 0 * * * *", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, withoutKey.StatusCode);
        Assert.Equal(HttpStatusCode.Created, withKey.StatusCode);
    }

    // That `kill` does, too: WithoutFunctionsTests.
    [Fact]
    public async Task Ctrl_c_ends_it_cleanly_and_leaves_no_process_behind()
    {
        Assert.Equal(new ProgramEnd(0, "", ""), served.FirstEnd);
        Assert.Equal(2, served.FirstChildren.Count);
        await Task.WhenAll(served.FirstChildren.Select(child => child.WaitForExitAsync(Cancellation)));
    }

    [Fact]
    public async Task Table_storage_and_the_worker_die_with_it_within_three_seconds_even_when_it_is_killed_without_warning()
    {
        // What takes longer once may be the machine's doing; every time, it is ours.
        for (var attempt = 1; !await DieInTimeAsync(); attempt++)
        {
            Assert.NotEqual(3, attempt);
        }

        static async Task<bool> DieInTimeAsync()
        {
            await using var program = await LocalProgram.ServeAsync("--ephemeral");
            var children = await program.ChildrenAsync();

            await program.SignalAsync("KILL");
            await program.EndAsync();

            Assert.Equal(["dotnet", "node"], children.Select(child => child.ProcessName).Order());
            var end = Task.WhenAll(children.Select(child => child.WaitForExitAsync(Cancellation)));
            var isInTime = await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Cancellation)) == end;
            await end;
            return isInTime;
        }
    }

    [Fact]
    public async Task It_ends_with_a_sentence_when_table_storage_dies()
    {
        await using var program = await LocalProgram.ServeAsync("--ephemeral");
        var storage = Assert.Single(await program.ChildrenAsync(), child => child.ProcessName == "node");

        storage.Kill();
        var end = await program.EndAsync();

        Assert.Equal(new ProgramEnd(1, "", "Table storage (Azurite) has stopped unexpectedly: start again.\n"), end);
    }

    [Fact]
    public async Task Keys_and_identities_are_kept_between_runs()
    {
        var created = JsonNode.Parse(await served.FirstAnswers[0])!;

        var verdict = JsonNode.Parse(await Shell.RunAsync(Served.Commands[1]))!;

        Assert.Equal((string?)created["user"]!["communicationUserId"], (string?)verdict["identity"]);
        Assert.True((bool?)verdict["valid"]);
        Assert.Equal(served.First.Reported("Function key"), Served.Reported("Function key"));
    }
}
