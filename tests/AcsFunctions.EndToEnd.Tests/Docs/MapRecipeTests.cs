using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using AcsFunctions.Testing.Node;
using Azure.Data.Tables;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>The scripts of docs/operations.md that copy, restore, move and bring a map, run as they stand there.</summary>
public sealed class MapRecipeTests(SharedAzurite azurite) : IAsyncLifetime
{
    // More than a page, and not by much.
    private const int Users = 1001;
    private const int Few = 20;
    // Of an import: with its thousand, Azurite would take a while for more than one.
    private const int RowsInPage = 7;

    private static readonly string Export = Recipe("wind-down/export");
    private static readonly string Import = Recipe("operations/import");
    private static readonly string FromCsv = Recipe("users.csv");
    private static readonly string FromGraph = Recipe("graph.microsoft.com");
    private static readonly string Adopt = Recipe("keyed/users");

    private readonly string folder = Directory.CreateTempSubdirectory("map-").FullName;
    private TestStack? stack;

    private TestStack Stack => stack!;

    public async ValueTask InitializeAsync()
    {
        stack = await StartAsync();
        var jq = await RunAsync("command -v jq");
        Assert.True(jq.ExitCode == 0, "These tests run documented scripts with bash, curl and jq: install jq (https://jqlang.org) and put it on the PATH.");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Stack.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_map_of_more_than_a_page_is_exported_and_restored()
    {
        await FillAsync();

        await SucceedAsync(Export);
        var exported = Lines("map.jsonl");
        await Stack.Table.DeleteAsync(TestContext.Current.CancellationToken);
        await Stack.Table.CreateAsync(TestContext.Current.CancellationToken);
        await KeepAsync(exported.Take(Few));
        await ImportAsync();
        var again = await SucceedAsync(Import);

        Assert.Equal(Enumerable.Range(0, Users).Select(number => (User(number), Identity(number))).Order(), exported.Select(Parse).Order());
        Assert.Equal(Count(Few, "unchanged"), again.Trim());
        await AssertAreThereAsync(Stack, [.. exported.Take(Few).Select(Parse)]);
    }

    [Fact]
    public async Task A_map_moves_to_another_deployment()
    {
        await FillAsync(Few);
        await using var other = await StartAsync();

        await SucceedAsync(Export);
        await ImportAsync(other);

        await AssertAreThereAsync(other, [.. Enumerable.Range(0, Few).Select(number => (User(number), Identity(number)))]);
    }

    [Fact]
    public async Task A_copy_that_breaks_off_is_an_error_and_no_copy()
    {
        await FillAsync();
        await HoldAfterFirstCallAsync();

        var export = RunAsync(Export);
        await FirstCallAsync(export);
        Stack.Storage.Cut();
        await File.WriteAllTextAsync(InFolder("go"), "", TestContext.Current.CancellationToken);
        var broken = await export;

        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains("503", broken.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(InFolder("map.jsonl")));
        // Control: a page had arrived, and the same script brings all of them.
        Assert.InRange(Lines("map.part").Length, 1, Users - 1);
        Stack.Storage.Mend();
        await SucceedAsync(Export);
        Assert.Equal(Users, Lines("map.jsonl").Length);
    }

    [Fact]
    public async Task An_import_that_breaks_off_is_an_error()
    {
        await KeepAsync(Enumerable.Range(0, Few).Select(number => Row(number).ToJsonString()));
        await HoldAfterFirstCallAsync();

        var import = RunAsync(Import);
        await FirstCallAsync(import);
        // A page of nonsense, which the app refuses as a whole: 400.
        await File.WriteAllTextAsync(InFolder("page.aaab"), "[[[[[[[[[[0]]]]]]]]]]", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(InFolder("go"), "", TestContext.Current.CancellationToken);
        var broken = await import;

        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains("400", broken.Error, StringComparison.Ordinal);
        Assert.Equal(RowsInPage, Lines("outcomes.txt").Length);
        // Run again, it brings all of them.
        await ImportAsync();
        Assert.Equal(Count(Few, "unchanged"), (await SucceedAsync(Import)).Trim());
    }

    [Fact]
    public async Task A_table_of_a_database_becomes_a_map()
    {
        await File.WriteAllTextAsync(InFolder("users.csv"), "11111111,8:acs:a_1\r\n2\\n2,8:acs:a_2\n", TestContext.Current.CancellationToken);

        await SucceedAsync(FromCsv);

        Assert.Equal(
            [("entra|<tenant id>|11111111", "8:acs:a_1"), (@"entra|<tenant id>|2\n2", "8:acs:a_2")],
            Lines("map.jsonl").Select(Parse));
    }

    [Fact]
    public async Task Extension_attributes_of_Graph_become_a_map_page_by_page()
    {
        // The answers of Graph, in the place of az.
        await WriteProgramAsync("az", """
            case "$3" in
              *skiptoken*) echo '{"value":[{"id":"c","onPremisesExtensionAttributes":{"extensionAttribute1":"8:acs:a_c"}}]}' ;;
              *) echo '{"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=2","value":[{"id":"a","onPremisesExtensionAttributes":{"extensionAttribute1":"8:acs:a_a"}},{"id":"b","onPremisesExtensionAttributes":{"extensionAttribute1":null}}]}' ;;
            esac
            """);

        await SucceedAsync(FromGraph);

        Assert.Equal([("entra|<tenant id>|a", "8:acs:a_a"), ("entra|<tenant id>|c", "8:acs:a_c")], Lines("map.jsonl").Select(Parse));
    }

    [Fact]
    public async Task A_map_is_not_made_of_a_part_of_what_Graph_has()
    {
        await WriteProgramAsync("az", """
            case "$3" in
              *skiptoken*) exit 1 ;;
              *) echo '{"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=2","value":[]}' ;;
            esac
            """);

        var broken = await RunAsync(FromGraph);

        Assert.NotEqual(0, broken.ExitCode);
        Assert.False(File.Exists(InFolder("map.jsonl")));
    }

    [Fact]
    public async Task A_single_identity_is_adopted()
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());

        await SucceedAsync(Adopt
            .Replace("entra|<tenant id>|<object id>", "local|" + user, StringComparison.Ordinal)
            .Replace("8:acs:…", identity, StringComparison.Ordinal));

        Assert.Equal(identity, (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Get, "api/me/identity")).Is(HttpStatusCode.OK).Identity);
    }

    private static string Recipe(string phrase) =>
        Assert.Single(CodeBlock.Of("docs/operations.md"), block => block.Language == "bash" && block.Text.Contains(phrase, StringComparison.Ordinal)).Text;

    private static string User(int number) => string.Create(CultureInfo.InvariantCulture, $"local|user-{number:d4}");

    private static string Identity(int number) => string.Create(CultureInfo.InvariantCulture, $"8:acs:map_{number:d6}");

    private static JsonObject Row(int number) => new() { ["userId"] = User(number), ["communicationUserId"] = Identity(number) };

    // As uniq counts.
    private static string Count(int times, string outcome) => $$"""{{times}} {"outcome":"{{outcome}}"}""";

    private static (string User, string Identity) Parse(string line)
    {
        var row = JsonNode.Parse(line)!;
        return ((string)row["userId"]!, (string)row["communicationUserId"]!);
    }

    // A page of a thousand rows is no matter of a second on every machine.
    private Task<TestStack> StartAsync() => TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?> { ["IdentityStore:AttemptTimeout"] = "00:00:30" });

    // Rows that have failed are sent again, as the document says.
    private async Task ImportAsync(TestStack? target = null)
    {
        string outcomes;
        do
        {
            outcomes = await SucceedAsync(Import, target);
            Assert.DoesNotContain("conflict", outcomes, StringComparison.Ordinal);
            Assert.DoesNotContain("invalid", outcomes, StringComparison.Ordinal);
        }
        while (outcomes.Contains("failed", StringComparison.Ordinal));
    }

    private Task KeepAsync(IEnumerable<string> map) => File.WriteAllLinesAsync(InFolder("map.jsonl"), map, TestContext.Current.CancellationToken);

    private string InFolder(string name) => Path.Combine(folder, name);

    private string[] Lines(string name) => File.ReadAllLines(InFolder(name));

    private async Task<string> SucceedAsync(string script, TestStack? target = null)
    {
        var run = await RunAsync(script, target);
        Assert.True(run.ExitCode == 0, $"{script}\nended with {run.ExitCode}: {run.Error}");
        return run.Output;
    }

    private async Task<NodeResult> RunAsync(string script, TestStack? target = null)
    {
        var app = target ?? Stack;
        // What a test puts into the folder comes before the programs of the machine.
        var start = new ProcessStartInfo("bash", ["-c", "PATH=$PWD:$PATH\n" + script])
        {
            WorkingDirectory = folder,
            Environment =
            {
                ["APP"] = app.BaseAddress.ToString().TrimEnd('/'),
                ["KEY"] = app.FunctionKey,
                ["MASTER"] = app.MasterKey,
                ["ROWS"] = RowsInPage.ToString(CultureInfo.InvariantCulture),
            },
        };
        return await NodeProgram.RunAsync(start, "", TestContext.Current.CancellationToken);
    }

    private async Task WriteProgramAsync(string name, string script)
    {
        await File.WriteAllTextAsync(InFolder(name), "#!/usr/bin/env bash\n" + script + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await RunAsync($"chmod +x {name}")).ExitCode);
    }

    // curl itself, which waits after its first call until the test has broken something, and then not long for it to be mended.
    private Task HoldAfterFirstCallAsync() => WriteProgramAsync("curl", """
        PATH=${PATH#*:} curl "$@" --retry-max-time 1 || exit
        touch called
        until [ -e go ]; do sleep 0.1; done
        """);

    private async Task FirstCallAsync(Task<NodeResult> run)
    {
        while (!File.Exists(InFolder("called")))
        {
            Assert.False(run.IsCompleted, run.IsCompleted ? (await run).Error : "");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task FillAsync(int users = Users)
    {
        var now = Stack.Clock.GetUtcNow();
        var rows = Enumerable.Range(0, users).Select(number =>
        {
            Assert.True(UserId.TryCreate(User(number), out var user));
            var key = UserKey.Of(user);
            return new TableEntity(key.Bucket.PartitionKey, key.UserRowKey)
            {
                ["CommunicationUserId"] = Identity(number), ["UserId"] = User(number), ["CreatedOn"] = now, ["LastTokenOn"] = now,
            };
        });
        foreach (var bucket in rows.GroupBy(row => row.PartitionKey))
        {
            await Stack.Table.SubmitTransactionAsync(bucket.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), TestContext.Current.CancellationToken);
        }
    }

    private static async Task AssertAreThereAsync(TestStack stack, (string User, string Identity)[] rows)
    {
        var answer = await stack.WithKeyAsync(
            stack.FunctionKey, HttpMethod.Post, "api/keyed/identities/lookup", JsonSerializer.Serialize(new { userIds = rows.Select(row => row.User) }));

        Assert.Equal(
            rows.Select(row => row.Identity),
            answer.Is(HttpStatusCode.OK).Json.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("user").GetProperty("rawId").GetString()));
    }
}
