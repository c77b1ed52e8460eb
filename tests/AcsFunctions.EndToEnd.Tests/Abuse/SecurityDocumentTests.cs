using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>SECURITY.md promises tests; they must be there.</summary>
public sealed partial class SecurityDocumentTests
{
    [Fact]
    public async Task Every_threat_names_a_defence_and_tests_that_exist()
    {
        var known = Assembly.GetExecutingAssembly().GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => method.Name)
            .ToHashSet();
        var rows = await ThreatsAsync();

        Assert.True(rows.Count >= 20, $"{rows.Count} threats were found in the table.");
        foreach (var row in rows)
        {
            var tests = TestName().Matches(row[2]).Select(match => match.Value.Trim('`')).ToArray();

            Assert.NotEmpty(row[0]);
            Assert.NotEmpty(row[1]);
            Assert.NotEmpty(tests);
            Assert.All(tests, test => Assert.Contains(test, known));
        }

        // Control: what is no test is not known.
        Assert.DoesNotContain("Nobody_can_do_anything", known);
    }

    private static async Task<IReadOnlyList<string[]>> ThreatsAsync() =>
    [
        .. (await File.ReadAllLinesAsync(Path.Combine(Path.GetDirectoryName(SourceFile())!, "../../../SECURITY.md"), TestContext.Current.CancellationToken))
            .SkipWhile(line => !line.StartsWith("| threat", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)),
    ];

    private static string SourceFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("`[A-Za-z0-9_]+`")]
    private static partial Regex TestName();
}
