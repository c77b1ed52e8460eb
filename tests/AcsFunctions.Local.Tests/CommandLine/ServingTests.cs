using System.Net;
using System.Text.Json.Nodes;

namespace AcsFunctions.Local.Tests.CommandLine;

public sealed class ServingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_printed_command_works_when_it_is_pasted()
    {
        await using var program = await LocalProgram.ServeAsync("--ephemeral");
        var (issue, validate) = (program.Commands[0], program.Commands[1]);

        var token = JsonNode.Parse(await Shell.RunAsync(issue))!;
        var verdict = JsonNode.Parse(await Shell.RunAsync(validate))!;

        Assert.Equal(2, program.Commands.Count);
        Assert.NotEmpty((string)token["token"]!);
        Assert.True((bool?)verdict["valid"]);
        Assert.Equal((string?)token["user"]!["communicationUserId"], (string?)verdict["identity"]);
    }

    [Fact]
    public async Task The_report_lists_the_functions_and_the_printed_key_opens_those_for_back_ends()
    {
        await using var program = await LocalProgram.ServeAsync("--ephemeral");
        using HttpClient http = new();
        var address = program.Reported("Functions") + "/keyed/users/local%7Cbob/identity";

        using var withoutKey = await http.PutAsync(address, null, Cancellation);
        http.DefaultRequestHeaders.Add("x-functions-key", program.Reported("Function key"));
        using var withKey = await http.PutAsync(address, null, Cancellation);

        Assert.Contains(program.Report, line => line.Contains("POST    /api/me/tokens", StringComparison.Ordinal));
        Assert.Contains(program.Report, line => line.Contains("timer   0 0 * * * *", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, withoutKey.StatusCode);
        Assert.Equal(HttpStatusCode.Created, withKey.StatusCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ctrl_c_and_kill_end_it_cleanly_and_leave_no_process_behind(string signal)
    {
        await using var program = await LocalProgram.ServeAsync("--ephemeral");
        var child = Assert.Single(await program.ChildrenAsync());

        await program.SignalAsync(signal);
        var end = await program.EndAsync();

        Assert.Equal(new ProgramEnd(0, "", ""), end);
        await child.WaitForExitAsync(Cancellation);
    }

    [Fact]
    public async Task Table_storage_dies_with_it_even_when_it_is_killed_without_warning()
    {
        await using var program = await LocalProgram.ServeAsync("--ephemeral");
        var child = Assert.Single(await program.ChildrenAsync());

        await program.SignalAsync("KILL");
        await program.EndAsync();

        await child.WaitForExitAsync(Cancellation);
    }

    [Fact]
    public async Task It_ends_with_a_sentence_when_table_storage_dies()
    {
        await using var program = await LocalProgram.ServeAsync("--ephemeral");
        var child = Assert.Single(await program.ChildrenAsync());

        child.Kill();
        var end = await program.EndAsync();

        Assert.Equal(new ProgramEnd(1, "", "Table storage (Azurite) has stopped unexpectedly: start again.\n"), end);
    }

    [Fact]
    public async Task Keys_and_identities_are_kept_between_runs()
    {
        var data = Directory.CreateTempSubdirectory("acs-functions-test-");
        try
        {
            await using var first = await LocalProgram.ServeAsync("--data", data.FullName);
            var created = JsonNode.Parse(await Shell.RunAsync(first.Commands[0]))!;
            await first.SignalAsync("INT");
            await first.EndAsync();

            await using var second = await LocalProgram.ServeAsync("--data", data.FullName);
            var verdict = JsonNode.Parse(await Shell.RunAsync(second.Commands[1]))!;

            Assert.Equal((string?)created["user"]!["communicationUserId"], (string?)verdict["identity"]);
            Assert.True((bool?)verdict["valid"]);
            Assert.Equal(first.Reported("Function key"), second.Reported("Function key"));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
