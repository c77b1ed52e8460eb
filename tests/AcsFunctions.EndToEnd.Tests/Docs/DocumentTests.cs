using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>What README, CONTRIBUTING and docs show is true: links lead somewhere, examples parse, and what can run is run.</summary>
public sealed partial class DocumentTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    // Not run here: by whom, or why not.
    private static readonly (string Command, string RunBy)[] KnownCommands =
    [
        ("dotnet run --project local/AcsFunctions.Local", "AcsFunctions.Local.Tests"),
        ("dotnet run -c Release --project perf/AcsFunctions.Perf", "AcsFunctions.Perf.Tests, in small: it measures for minutes"),
        ("dotnet run -c Release --project perf/AcsFunctions.AcsEmulator.Perf", "nobody: it measures for minutes"),
        ("dotnet run --project src/AcsFunctions.Worker", "nobody: it needs Core Tools"),
        ("dotnet test", "whoever reads this"),
        ("dotnet build", "whoever reads this"),
        ("dotnet publish", "whoever deploys: it refuses what a restricted feed puts in a package's place"),
        ("cd artifacts/app", "whoever has published the app"),
        ("npm ", "nobody: it installs from the network"),
        ("az ", "nobody: it needs an Azure subscription"),
        ("azd ", "nobody: it needs an Azure subscription"),
        ("curl \"$(azd ", "nobody: it needs an Azure subscription"),
        ("func ", "nobody: it needs Core Tools"),
        ("git ", "nobody: it needs a remote"),
        ("gh ", "nobody: it needs a remote"),
    ];

    // Parts of programs that are not here: an app's own sign-in, components and markup. Whole scripts, in bash, are run by MapRecipeTests.
    private static readonly string[] ShownOnly = ["", "bash", "text", "http", "csharp", "kusto", "bicep", "xml", "html", "ts", "tsx", "kotlin", "swift", "javascript", "python", "yaml"];

    public static TheoryData<string> Documents => [.. Shown];

    // With those that have no commands for this repository.
    public static TheoryData<string> LinkedDocuments =>
    [
        .. Shown, "SECURITY.md", "CHANGELOG.md", "src/AcsFunctions.Client/README.md", "local/AcsFunctions.AcsEmulator.Tool/README.md", "web/token-client/README.md",
    ];

    private static IEnumerable<string> Shown =>
    [
        "README.md", "CONTRIBUTING.md",
        .. Directory.EnumerateFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(LinkedDocuments))]
    public void Links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Repository.File(document))!;
        var text = File.ReadAllText(Repository.File(document));

        foreach (var target in Link().Matches(text).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)))
        {
            // Pages of the repository itself, which GitHub finds from wherever it shows the document.
            if (target.StartsWith("../../releases", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = target.Split('#');
            var path = parts[0].Length == 0 ? Repository.File(document) : Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(path), $"{document} links to {target}, which is not there.");
            if (parts.Length > 1)
            {
                var headings = Heading().Matches(File.ReadAllText(path)).Select(heading => Anchor(heading.Groups[1].Value));
                Assert.True(headings.Contains(parts[1]), $"{document} links to {target}, a heading that is not there.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Blocks_parse_and_commands_run(string document)
    {
        foreach (var block in CodeBlock.Of(document))
        {
            switch (block.Language)
            {
                case "json":
                    JsonDocument.Parse(block.Text).Dispose();
                    break;
                case "jsonc":
                    JsonDocument.Parse(block.Text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }).Dispose();
                    break;
                case "mermaid":
                    Assert.Matches("^(sequenceDiagram|flowchart|stateDiagram-v2|graph)", block.Text);
                    break;
                case "sh":
                    await RunAsync(block);
                    break;
                case "js":
                    await RunScriptAsync(block);
                    break;
                default:
                    Assert.Contains(block.Language, ShownOnly);
                    break;
            }
        }
    }

    [Fact]
    public void A_block_within_a_list_is_seen() => Assert.Contains(
        CodeBlock.Of("docs/operations.md"), block => block.Language == "sh" && block.Text.StartsWith("az rest --method delete", StringComparison.Ordinal));

    [Fact]
    public async Task The_reference_page_needs_nothing_from_elsewhere()
    {
        var page = await Stack.SendPlainAsync("scalar/");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var sources = Source().Matches(html).Select(source => source.Groups[1].Value).ToList();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("api/openapi.yaml", html, StringComparison.Ordinal);
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            Assert.Equal(HttpStatusCode.OK, (await Stack.SendPlainAsync(new Uri(new Uri(Stack.BaseAddress, "scalar/"), source).PathAndQuery)).StatusCode);
        }
    }

    private TestStack Stack => fixture.Stack;

    private async Task RunAsync(CodeBlock block)
    {
        foreach (var line in block.Text.Split('\n').Select(line => line.Split(" #")[0].Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')))
        {
            if (KnownCommands.Any(known => line.StartsWith(known.Command, StringComparison.Ordinal)))
            {
                foreach (var path in RepositoryPath().Matches(line).Select(path => path.Value))
                {
                    Assert.True(Path.Exists(Repository.File(path)), $"{block}: {path} is not there.");
                }

                continue;
            }

            var script = line.Replace("http://127.0.0.1:7071", Stack.BaseAddress.ToString().TrimEnd('/'), StringComparison.Ordinal)
                .Replace("http://127.0.0.1:7072", Stack.SignInAddress, StringComparison.Ordinal);
            var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
            {
                WorkingDirectory = Repository.Root,
                // What an operator has at hand.
                Environment = { ["APP"] = Stack.BaseAddress.ToString().TrimEnd('/'), ["KEY"] = Stack.FunctionKey, ["MASTER"] = Stack.MasterKey },
            };
            var run = await NodeProgram.RunAsync(start, "", TestContext.Current.CancellationToken);
            Assert.True(run.ExitCode == 0, $"{block}: '{line}' ended with {run.ExitCode}: {run.Error}");
            // With this, curl ends well, too.
            Assert.False(NoSuchRoute().IsMatch(run.Output), $"{block}: '{line}' was answered {run.Output}");
        }
    }

    // The snippets take a token from the function and give it to the ACS SDK; here the emulator says whether it is one.
    private async Task RunScriptAsync(CodeBlock block)
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var script = $$"""
            class AzureCommunicationTokenCredential { constructor(options) { this.options = options; } }
            const getAppToken = async () => "{{session}}";
            {{Placeholder().Replace(block.Text, Stack.BaseAddress.ToString().TrimEnd('/'))}}
            console.log(await credential.options.tokenRefresher(new AbortController().signal));
            """;

        var run = await NodeProgram.RunAsync(new ProcessStartInfo("node", ["--input-type=module", "-"]), script, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(Stack.Acs.Inspection.Validate(run.Output.Trim()).Valid);
    }

    private static string Anchor(string heading) => NotInAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"\b(src|local|tests|perf|web|infra)/[\w./-]+")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"^HTTP/\S+ 40[45]")]
    private static partial Regex NoSuchRoute();

    [GeneratedRegex("(?:src|href)=\"([^\"#]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex(@"https://<your app>(\.azurewebsites\.net)?")]
    private static partial Regex Placeholder();
}
