using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AcsFunctions.Build.Tests;

/// <summary>eng/AzurePackages.targets, from outside: what a developer types, and what the build then says and does.</summary>
public sealed class AzurePackagesChoiceTests(RepositoryCopy repository) : IClassFixture<RepositoryCopy>
{
    private const string Worker = "src/AcsFunctions.Worker";
    private const string Choice = "Azure packages:";

    private static readonly (string Id, string Version)[] Packages =
    [
        ("Azure.Communication.Identity", "1.3.1"),
        ("Microsoft.Azure.Functions.Worker", "2.51.0"),
        ("Microsoft.Azure.Functions.Worker.Extensions.Http", "3.3.0"),
        ("Microsoft.Azure.Functions.Worker.Extensions.Timer", "4.3.1"),
        ("Microsoft.Azure.Functions.Worker.Sdk", "2.0.7"),
    ];

    [Fact]
    public async Task A_feed_that_lacks_the_packages_gets_the_stand_ins_and_is_told_of_once()
    {
        repository.Ask(repository.Folder("poor"));

        var first = await repository.DotNet(null, "build", Worker);
        var second = await repository.DotNet(null, "build", Worker, "--no-restore");

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Equal((1, 1), (first.Lines(Choice), first.Lines("builds against local/standins")));
        Assert.Equal(0, second.Lines(Choice));
        Assert.Contains(">standins<", Assert.Single(repository.Answers), StringComparison.Ordinal);
        Assert.True(File.Exists(repository.PathOf($"{Worker}/bin/Debug/net10.0/AcsFunctions.StandIns.FunctionsWorker.dll")));
    }

    [Fact]
    public async Task Insisting_on_the_packages_cannot_end_in_the_stand_ins()
    {
        repository.Ask(repository.Folder("poor"));

        var refused = await repository.DotNet("nuget", "restore", Worker);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("NU1101", refused.Output, StringComparison.Ordinal);
        Assert.All(Packages, package => Assert.Contains($"Unable to find package {package.Id}.", refused.Output, StringComparison.Ordinal));
        Assert.Empty(repository.Answers);
    }

    [Fact]
    public async Task A_feed_that_has_the_packages_at_other_versions_only_gets_the_stand_ins()
    {
        var feed = repository.Folder("outdated");
        Array.ForEach([.. Packages, ("Microsoft.NET.Sdk.Functions", "4.6.0")], package => MadePackage.Write(feed, package.Item1, "0.0.1"));
        repository.Ask(feed);

        var restored = await repository.DotNet(null, "restore", Worker);

        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Equal(1, restored.Lines("builds against local/standins"));
    }

    [Fact]
    public async Task A_feed_that_has_the_packages_is_taken_unless_the_stand_ins_are_forced()
    {
        repository.Ask(RichFeed("rich"));

        var taken = await repository.DotNet(null, "restore", Worker);
        var withPackages = Libraries();
        var again = await repository.DotNet(null, "restore", Worker);
        var forced = await repository.DotNet("standins", "restore", Worker);
        var withStandIns = Libraries();

        Assert.True(taken.ExitCode == 0, taken.Output);
        Assert.True(forced.ExitCode == 0, forced.Output);
        Assert.Equal((1, 1), (taken.Lines(Choice), taken.Lines("taken from the configured NuGet feeds")));
        Assert.Equal((0, 0), (again.Lines(Choice), forced.Lines(Choice)));
        Assert.Contains(">nuget<", Assert.Single(repository.Answers), StringComparison.Ordinal);
        Assert.All(Packages, package => Assert.Contains($"{package.Id}/{package.Version}", withPackages));
        Assert.All(Packages, package => Assert.DoesNotContain($"{package.Id}/{package.Version}", withStandIns));
    }

    [Fact]
    public async Task Feeds_named_on_the_command_line_are_asked_instead_of_the_configured_one()
    {
        var poor = repository.Folder("poor");
        repository.Ask(poor);

        var taken = await repository.DotNet(null, "restore", Worker, $"-p:RestoreSources={poor}%3B{RichFeed("named")}");

        Assert.True(taken.ExitCode == 0, taken.Output);
        Assert.Equal(1, taken.Lines("taken from the configured NuGet feeds"));
    }

    [Fact]
    public async Task A_feed_that_cannot_be_reached_fails_as_itself_and_is_not_remembered()
    {
        repository.Ask($"http://127.0.0.1:{ClosedPort()}/index.json");

        var failed = await repository.DotNet(null, "restore", Worker);

        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("NU1301", failed.Output, StringComparison.Ordinal);
        Assert.Equal(0, failed.Lines(Choice));
        Assert.Empty(repository.Answers);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("restore")]
    public async Task Another_value_is_refused_in_one_sentence(string command)
    {
        repository.Ask(repository.Folder("poor"));

        var refused = await repository.DotNet("maybe", command, Worker);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Equal(["AzurePackages is 'maybe'; it must be 'nuget' or 'standins', or left out to let the build ask the feeds."], refused.Errors);
    }

    [Theory]
    [InlineData("publish", "-c", "Debug")]
    [InlineData("publish", "--no-build")]
    [InlineData("build", "-t:Publish", "-p:NoBuild=true")]
    public async Task Stand_ins_cannot_be_published(params string[] command)
    {
        repository.Ask(repository.Folder("poor"));

        var refused = await repository.DotNet("standins", [command[0], Worker, .. command[1..]]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.StartsWith("Stand-ins are for building and testing only and cannot be published", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(repository.PathOf(Worker), "publish", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task With_the_packages_the_app_refers_to_all_of_them_and_to_no_stand_in()
    {
        string[] projects = [Worker, "src/AcsFunctions"];

        var packages = await Task.WhenAll(projects.Select(project => References(project, "nuget")));
        var standIns = await Task.WhenAll(projects.Select(project => References(project, "standins")));

        Assert.Superset(Packages.Select(package => package.Id).ToHashSet(), packages.SelectMany(references => references).ToHashSet());
        Assert.DoesNotContain(packages.SelectMany(references => references), IsStandIn);
        Assert.All(standIns, references => Assert.Contains(references, IsStandIn));
    }

    private string RichFeed(string name)
    {
        var feed = repository.Folder(name);
        Array.ForEach([.. Packages, ("Microsoft.NET.Sdk.Functions", "4.6.0")], package => MadePackage.Write(feed, package.Item1, package.Item2));
        return feed;
    }

    private static bool IsStandIn(string reference) => reference.Contains("local/standins", StringComparison.Ordinal);

    private async Task<string[]> References(string project, string choice)
    {
        var evaluated = await repository.DotNet(choice, "msbuild", project, "-getItem:PackageReference,ProjectReference");
        using var json = JsonDocument.Parse(evaluated.Output);
        return [.. json.RootElement.GetProperty("Items").EnumerateObject()
            .SelectMany(items => items.Value.EnumerateArray())
            .Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))];
    }

    private HashSet<string> Libraries()
    {
        string[] projects = [Worker, "src/AcsFunctions"];
        return [.. projects.SelectMany(project =>
        {
            using var assets = JsonDocument.Parse(File.ReadAllText(repository.PathOf($"{project}/obj/project.assets.json")));
            return assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name).ToArray();
        })];
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
