using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AcsFunctions.Build.Tests;

/// <summary>eng/AcsIdentityPackage.targets, from outside: what a developer types, and what the build then says and does.</summary>
public sealed class AcsIdentityPackageTests(RepositoryCopy repository) : IClassFixture<RepositoryCopy>
{
    private const string Worker = "src/AcsFunctions.Worker";
    private const string Service = "src/AcsFunctions";
    private const string Choice = "Azure.Communication.Identity:";
    private const string Package = "Azure.Communication.Identity";
    private const string Version = "1.3.1";

    [Fact]
    public async Task A_feed_that_lacks_the_package_gets_the_stand_in_and_is_told_of_once()
    {
        repository.Ask(repository.Folder("poor"));

        var first = await repository.DotNet(null, "build", Service);
        var second = await repository.DotNet(null, "build", Service, "--no-restore");

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Equal((1, 1), (first.Lines(Choice), first.Lines("builds with local/standins")));
        Assert.Equal(0, second.Lines(Choice));
        Assert.Contains(">standin<", Assert.Single(repository.Answers), StringComparison.Ordinal);
        Assert.True(File.Exists(repository.PathOf($"{Service}/bin/Debug/net10.0/AcsFunctions.StandIns.CommunicationIdentity.dll")));
    }

    [Fact]
    public async Task Insisting_on_the_package_cannot_end_in_the_stand_in()
    {
        repository.Ask(repository.Folder("poor"));

        var refused = await repository.DotNet("nuget", "restore", Service);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("NU1101", refused.Output, StringComparison.Ordinal);
        Assert.Contains($"Unable to find package {Package}.", refused.Output, StringComparison.Ordinal);
        Assert.Empty(repository.Answers);
    }

    [Fact]
    public async Task A_feed_that_has_the_package_at_another_version_only_gets_the_stand_in()
    {
        var feed = repository.Folder("outdated");
        MadePackage.Write(feed, Package, "0.0.1");
        repository.Ask(feed);

        var restored = await repository.DotNet(null, "restore", Service);

        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Equal(1, restored.Lines("builds with local/standins"));
    }

    [Fact]
    public async Task A_feed_that_has_the_package_is_taken_unless_the_stand_in_is_forced()
    {
        repository.Ask(RichFeed("rich"));

        var taken = await repository.DotNet(null, "restore", Service);
        var withPackage = Libraries();
        var again = await repository.DotNet(null, "restore", Service);
        var forced = await repository.DotNet("standin", "restore", Service);
        var withStandIn = Libraries();

        Assert.True(taken.ExitCode == 0, taken.Output);
        Assert.True(forced.ExitCode == 0, forced.Output);
        Assert.Equal((1, 1), (taken.Lines(Choice), taken.Lines("taken from the configured NuGet feeds")));
        Assert.Equal((0, 0), (again.Lines(Choice), forced.Lines(Choice)));
        Assert.Contains(">nuget<", Assert.Single(repository.Answers), StringComparison.Ordinal);
        Assert.Contains($"{Package}/{Version}", withPackage);
        Assert.DoesNotContain($"{Package}/{Version}", withStandIn);
    }

    [Fact]
    public async Task Feeds_named_on_the_command_line_are_asked_instead_of_the_configured_one()
    {
        var poor = repository.Folder("poor");
        repository.Ask(poor);

        var taken = await repository.DotNet(null, "restore", Service, $"-p:RestoreSources={poor}%3B{RichFeed("named")}");

        Assert.True(taken.ExitCode == 0, taken.Output);
        Assert.Equal(1, taken.Lines("taken from the configured NuGet feeds"));
    }

    [Fact]
    public async Task A_feed_that_cannot_be_reached_fails_as_itself_and_is_not_remembered()
    {
        repository.Ask($"http://127.0.0.1:{ClosedPort()}/index.json");

        var failed = await repository.DotNet(null, "restore", Service);

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

        var refused = await repository.DotNet("maybe", command, Service);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Equal(["AcsIdentityPackage is 'maybe'; it must be 'nuget' or 'standin', or left out to let the build ask the feeds."], refused.Errors);
    }

    [Theory]
    [InlineData("publish", "-c", "Debug")]
    [InlineData("publish", "--no-build")]
    [InlineData("build", "-t:Publish", "-p:NoBuild=true")]
    public async Task The_stand_in_cannot_be_published(params string[] command)
    {
        repository.AskTheMachinesFeeds();

        var refused = await repository.DotNet("standin", [command[0], Worker, .. command[1..]]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.StartsWith(
            "The stand-in for Azure.Communication.Identity is for building and testing only and cannot be published",
            Assert.Single(refused.Errors),
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(repository.PathOf(Worker), "publish", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task With_the_package_the_service_refers_to_it_and_to_no_stand_in()
    {
        var package = await References(Service, "nuget");
        var standIn = await References(Service, "standin");

        Assert.Contains(Package, package);
        Assert.DoesNotContain(package, IsStandIn);
        Assert.Contains(standIn, IsStandIn);
        Assert.DoesNotContain(Package, standIn);
    }

    [Fact]
    public async Task The_users_configuration_can_be_held_by_another_program_and_a_new_one_is_asked_for_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There, no variable says where a user's configuration is: run this test on Linux, on a Mac or in WSL.");
        var home = repository.Folder("home");
        var configuration = Path.Combine(Directory.CreateDirectory(Path.Combine(home, ".nuget", "NuGet")).FullName, "NuGet.Config");
        var missing = await Answer(home);
        string held;
        await using (new FileStream(configuration, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            held = await Answer(home);
        }

        await File.WriteAllTextAsync(configuration, "<configuration />", TestContext.Current.CancellationToken);
        var written = await Answer(home);

        Assert.Equal(written, await Answer(home));
        Assert.Distinct([missing, held, written]);
    }

    private async Task<string> Answer(string home)
    {
        var evaluated = await repository.DotNetFrom(home, "msbuild", Service, "-getProperty:AcsIdentityPackageAnswer");
        Assert.True(evaluated.ExitCode == 0, evaluated.Output);
        return evaluated.Output;
    }

    private string RichFeed(string name)
    {
        var feed = repository.Folder(name);
        MadePackage.Write(feed, Package, Version);
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
        using var assets = JsonDocument.Parse(File.ReadAllText(repository.PathOf($"{Service}/obj/project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
