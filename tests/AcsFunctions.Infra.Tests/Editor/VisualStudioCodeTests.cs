using System.Text.Json;
using System.Text.Json.Nodes;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Editor;

/// <summary>
/// What the Azure Functions extension looks for when the folder is opened
/// (https://github.com/microsoft/vscode-azurefunctions, verifyIsProject.ts, verifyVSCodeConfigOnActivate.ts, pickFuncProcess.ts, deploy).
/// </summary>
public sealed class VisualStudioCodeTests
{
    private static readonly JsonNode Settings = Read("settings.json");

    [Fact]
    public void The_extension_finds_the_project_beside_its_local_settings()
    {
        // Without a subpath, the folder with host.json is the project, and local.settings.json is looked for there.
        Assert.Null(Settings["azureFunctions.projectSubpath"]);
        Assert.True(File.Exists(Repository.PathOf("host.json")));
        Assert.True(File.Exists(Repository.PathOf("local.settings.json.sample")));
    }

    [Fact]
    public void The_extension_does_not_offer_to_write_its_own_configuration()
    {
        // It does where one of the two is missing.
        Assert.Equal(("C#", "~4"), ((string?)Settings["azureFunctions.projectLanguage"], (string?)Settings["azureFunctions.projectRuntime"]));
    }

    [Fact]
    public void What_it_deploys_is_what_its_task_publishes()
    {
        var publish = TaskNamed((string)Settings["azureFunctions.preDeployTask"]!);

        var arguments = publish["args"]!.AsArray().Select(argument => (string)argument!).ToArray();

        Assert.Equal("publish", arguments[0]);
        Assert.Equal("Release", arguments[Array.IndexOf(arguments, "--configuration") + 1]);
        Assert.Equal("${workspaceFolder}/" + Settings["azureFunctions.deploySubpath"], arguments[Array.IndexOf(arguments, "--output") + 1]);
        Assert.True(Directory.Exists(PathOf(arguments[1])));
    }

    [Fact]
    public void The_host_starts_where_the_build_leaves_the_app()
    {
        var start = Read("tasks.json")["tasks"]!.AsArray().Single(task => (string?)task!["type"] == "func")!;
        var folder = (string)start["options"]!["cwd"]!;
        var project = PathOf(folder).Split($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}")[0];

        Assert.Equal("host start", (string?)start["command"]);
        Assert.Equal("build", (string?)TaskNamed((string)start["dependsOn"]!)["args"]![0]);
        Assert.True(File.Exists(Path.Combine(project, Path.GetFileName(project) + ".csproj")));
        Assert.EndsWith($"/bin/Debug/net{Environment.Version.Major}.{Environment.Version.Minor}", folder, StringComparison.Ordinal);
    }

    [Fact]
    public void The_debugger_asks_the_extension_for_the_process()
    {
        var configurations = Read("launch.json")["configurations"]!.AsArray();

        Assert.Contains(configurations, configuration => (string?)configuration!["processId"] == "${command:azureFunctions.pickProcess}");
        Assert.All(
            configurations.Select(configuration => (string?)configuration!["preLaunchTask"]).OfType<string>(), task => Assert.NotNull(TaskNamed(task)));
    }

    private static JsonNode TaskNamed(string label) => Read("tasks.json")["tasks"]!.AsArray().Single(task => (string?)task!["label"] == label)!;

    private static string PathOf(string path) => Path.GetFullPath(path.Replace("${workspaceFolder}", Repository.Root, StringComparison.Ordinal));

    private static JsonNode Read(string file) =>
        JsonNode.Parse(Repository.Read(".vscode", file), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
}
