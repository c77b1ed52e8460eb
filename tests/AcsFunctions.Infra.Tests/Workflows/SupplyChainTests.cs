using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Workflows;

/// <summary>What a release is made of, and who may touch it.</summary>
public sealed partial class SupplyChainTests
{
    private static readonly string Release = Repository.Read(".github", "workflows", "release.yml");

    [Fact]
    public void The_tool_that_lists_the_contents_cannot_touch_what_is_released()
    {
        var job = Jobs.Single(job => job.Value.Contains("cdxgen", StringComparison.Ordinal)).Value;

        Assert.DoesNotContain("download-artifact", job, StringComparison.Ordinal);
        Assert.DoesNotContain("artifacts/release", job, StringComparison.Ordinal);
        Assert.DoesNotContain("write", job, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_replaced_on_the_way_cannot_be_released()
    {
        var build = Jobs["package"];
        var release = Jobs["release"];

        Assert.Contains("sha256: ${{ steps.digests.outputs.sha256 }}", build, StringComparison.Ordinal);
        Assert.True(build.IndexOf("sha256sum", StringComparison.Ordinal) < build.IndexOf("upload-artifact", StringComparison.Ordinal));
        Assert.Contains("SHA256: ${{ needs.package.outputs.sha256 }}", release, StringComparison.Ordinal);
        Assert.True(release.IndexOf("sha256sum", StringComparison.Ordinal) is var check && check > 0 && check < release.IndexOf("actions/attest@", StringComparison.Ordinal));
    }

    /// <summary>The comparison of the job above, run on real files.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("echo changed > release/a.zip", false)]
    [InlineData("echo new > release/b.zip", false)]
    [InlineData("rm release/a.zip", false)]
    public async Task The_comparison_sees_what_changed(string change, bool isSame)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The job runs on Linux: run this test there, on a Mac or in WSL.");
        var comparison = Comparison().Match(Release).Value;
        var folder = Directory.CreateTempSubdirectory();

        var run = await ToolRun.StartAsync(
            "bash",
            ["-ec", $"mkdir release; echo one > release/a.zip; echo two > 'release/a tool.nupkg'; export SHA256=\"$(cd release; sha256sum -- *)\"\n{change}\ncd release\n{comparison}"],
            folder.FullName,
            "bash is missing: install it.");

        folder.Delete(recursive: true);
        Assert.NotEmpty(comparison);
        Assert.True(run.ExitCode == 0 == isSame, run.Output + run.Errors);
    }

    [Fact]
    public void Every_lock_file_is_watched_for_vulnerabilities()
    {
        var watched = Watched().Matches(Repository.Read(".github", "dependabot.yml")).Select(match => match.Groups[1].Value);

        Assert.Equal(LockFiles.Select(file => "/" + Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!.Replace('\\', '/')).Order(), watched.Order());
    }

    /// <summary>A host in a lock file is where everybody who builds would have to download from.</summary>
    [Fact]
    public void A_lock_file_names_no_registry()
    {
        Assert.NotEmpty(LockFiles);
        Assert.All(LockFiles, file => Assert.DoesNotContain("\"resolved\": \"http", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void Known_vulnerabilities_are_shown_and_fail_nobodys_build()
    {
        var properties = Repository.Read("Directory.Build.props");

        Assert.Contains("<NuGetAudit>true</NuGetAudit>", properties, StringComparison.Ordinal);
        Assert.Matches("<WarningsNotAsErrors>.*NU1901;NU1902;NU1903;NU1904", properties);
    }

    private static IReadOnlyList<string> LockFiles { get; } = [.. new[] { "web", "local", "tests", "samples", "clients" }
        .Select(folder => Repository.PathOf(folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "package-lock.json", SearchOption.AllDirectories))
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];

    private static Dictionary<string, string> Jobs { get; } = Job().Matches(Release).ToDictionary(match => match.Groups[1].Value, match => match.Value);

    [GeneratedRegex(@"^  ([a-z-]+):\n(?:    .*\n|\n)+", RegexOptions.Multiline)]
    private static partial Regex Job();

    [GeneratedRegex(@"diff <\(.*$", RegexOptions.Multiline)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^      - (/\S+)$", RegexOptions.Multiline)]
    private static partial Regex Watched();
}
