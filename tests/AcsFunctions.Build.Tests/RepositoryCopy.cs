namespace AcsFunctions.Build.Tests;

/// <summary>
/// The repository's files, without what was built of them, in a folder of their own, with feeds and a package cache of their own.
/// The cache links to the packages of the machine's, except the one that a feed may lack: so nothing is downloaded, a feed of the
/// test decides what there is, and a package made by a test never reaches the machine's cache.
/// </summary>
public sealed class RepositoryCopy : IAsyncLifetime
{
    private static readonly string[] Missing = ["azure.communication."];

    private readonly string folder = Directory.CreateTempSubdirectory("acsfunctions-build-").FullName;

    private string Cache => Path.Combine(folder, "packages");

    private string Root => Path.Combine(folder, "repository");

    private string Artifacts => Path.Combine(Root, "artifacts");

    public async ValueTask InitializeAsync()
    {
        var original = OriginalRoot();
        var listed = await Command.Run(original, Nothing, "git", ["ls-files", "--cached", "--others", "--exclude-standard"], TestContext.Current.CancellationToken);
        Assert.True(listed.ExitCode == 0, $"These tests copy what git lists, so they need a git checkout: {listed.Output}");
        foreach (var file in listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(original, file))))
        {
            var target = Path.Combine(Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(original, file), target);
        }

        Directory.CreateDirectory(Cache);
        var machineCache = (await Command.Run(original, Nothing, "dotnet", ["nuget", "locals", "global-packages", "--list"], TestContext.Current.CancellationToken)).Output.Split(": ")[1].Trim();
        foreach (var package in new DirectoryInfo(machineCache).GetDirectories().Where(package => !Missing.Any(package.Name.StartsWith)))
        {
            Directory.CreateSymbolicLink(Path.Combine(Cache, package.Name), package.FullName);
        }
    }

    public ValueTask DisposeAsync()
    {
        // Deletes the links in the cache, not what they lead to.
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The files in artifacts/ that remember what was chosen.</summary>
    internal IEnumerable<string> Answers =>
        Directory.Exists(Artifacts) ? Directory.GetFiles(Artifacts, "acs-identity-package.*.props").Select(File.ReadAllText) : [];

    /// <summary>Makes the source the only one, and forgets what was chosen and cached from another.</summary>
    internal void Ask(string source)
    {
        var cached = Missing.SelectMany(name => Directory.GetDirectories(Cache, $"{name}*"));
        foreach (var stale in cached.Append(Artifacts).Where(Directory.Exists))
        {
            Directory.Delete(stale, recursive: true);
        }

        File.WriteAllText(Path.Combine(Root, "nuget.config"),
            $"""
            <configuration>
              <packageSources><clear /><add key="only" value="{source}" allowInsecureConnections="true" /></packageSources>
              <disabledPackageSources><clear /></disabledPackageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Leaves the choice of sources to the machine's configuration.</summary>
    internal void AskTheMachinesFeeds() => File.Delete(Path.Combine(Root, "nuget.config"));

    internal string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    internal string PathOf(string file) => Path.Combine(Root, file);

    /// <param name="choice">The environment variable AcsIdentityPackage; null leaves it out.</param>
    /// <param name="arguments">What follows `dotnet`.</param>
    internal Task<CommandResult> DotNet(string? choice, params string[] arguments) => DotNet(choice, [], arguments);

    /// <summary>As a user whose home it is, where a variable says so.</summary>
    internal Task<CommandResult> DotNetFrom(string home, params string[] arguments) =>
        DotNet(null, new Dictionary<string, string> { ["HOME"] = home, ["DOTNET_NOLOGO"] = "1", ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "0" }, arguments);

    private Task<CommandResult> DotNet(string? choice, Dictionary<string, string> more, string[] arguments)
    {
        var environment = new Dictionary<string, string>(more)
        {
            ["NUGET_PACKAGES"] = Cache,
            ["MSBUILDDISABLENODEREUSE"] = "1",
            // What is built is checked where it is built for itself.
            ["RunAnalyzersDuringBuild"] = "false",
            // A feed that cannot be reached is not worth waiting for.
            ["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1",
        };
        if (choice is not null)
        {
            environment["AcsIdentityPackage"] = choice;
        }

        return Command.Run(Root, environment, "dotnet", arguments, TestContext.Current.CancellationToken);
    }

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    private static string OriginalRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "AcsFunctions.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("These tests run from inside the repository's folder, where AcsFunctions.sln stands.");
        }

        return at.FullName;
    }
}
