using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;

namespace AcsFunctions.Local.Tests.Package;

/// <summary>The app as <c>azd</c>, the release and the guide publish it, into a folder of its own. Published once for all tests that look at it.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("acs-functions-package-");

    /// <summary>Another than it was published into: what it needs lies in it, whatever it is called and wherever it is.</summary>
    public string Folder => Path.Combine(parent.FullName, "some where else");

    public static string Repository { get; } = typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))];

    public async ValueTask InitializeAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var published = Path.Combine(parent.FullName, "app");
        // The switch is for feeds that lack the one package: what takes its place is looked at and tried, and never deployed.
        ProcessStartInfo start = new("dotnet",
        [
            "publish", Path.Combine(Repository, "src", "AcsFunctions.Worker"), "--configuration", "Release", "--output", published,
            "-p:PublishWithAcsIdentityStandInForTrial=true", "-v:q", "-nologo",
        ])
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
            // What is built is checked where it is built for itself.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["RunAnalyzersDuringBuild"] = "false" },
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && name != "MSBUILDDISABLENODEREUSE").ToArray())
        {
            start.Environment.Remove(inherited);
        }

        using var publish = Process.Start(start)!;
        try
        {
            var output = await publish.StandardOutput.ReadToEndAsync(deadline.Token);
            await publish.WaitForExitAsync(deadline.Token);
            Assert.True(publish.ExitCode == 0, output);
            Directory.Move(published, Folder);
        }
        catch (OperationCanceledException)
        {
            publish.Kill(entireProcessTree: true);
            throw;
        }
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>How many bytes are uploaded.</summary>
    public async Task<long> ZippedSizeAsync(CancellationToken cancellationToken)
    {
        var zip = Path.Combine(parent.FullName, "app.zip");
        await ZipFile.CreateFromDirectoryAsync(Folder, zip, cancellationToken);
        return new FileInfo(zip).Length;
    }

    public ValueTask DisposeAsync()
    {
        parent.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
