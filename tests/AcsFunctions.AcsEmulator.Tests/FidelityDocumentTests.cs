using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>docs/emulator-fidelity.md names tests that exist.</summary>
public sealed partial class FidelityDocumentTests
{
    private static readonly string Folder = Path.GetDirectoryName(SourceFile())!;

    [Fact]
    public async Task Every_test_that_the_document_names_exists()
    {
        var known = KnownNames();

        var named = (await ReadRowsAsync()).SelectMany(row => Names().Matches(row[^1]).Select(match => match.Groups[1].Value)).ToList();

        Assert.True(named.Count > 40, $"Only {named.Count} names were found: the document's tables are no longer read right.");
        Assert.All(named, name => Assert.True(IsKnown(name, known), $"There is no test or exchange {name}."));
    }

    [Fact]
    public async Task A_behaviour_without_a_test_says_so()
    {
        var rows = await ReadRowsAsync();

        Assert.All(rows, row => Assert.True(row[^1].Contains('`', StringComparison.Ordinal) || row[^1] is "none" or "the same" or "Conformance" || row[^1].StartsWith("every golden", StringComparison.Ordinal) || row[^1].StartsWith("the JWKS test", StringComparison.Ordinal), $"No test: {row[0]}"));
    }

    [Fact]
    public async Task The_document_counts_the_cases_of_each_client_right()
    {
        var clients = (await ReadRowsAsync()).Where(row => row.Length == 4).ToList();

        Assert.Equal(13, clients.Count);
        Assert.All(clients, row => Assert.Equal($"{CasesOf(row[3].Trim('`'))}", row[2]));
    }

    private static int CasesOf(string name) =>
        Assert.Single(Assembly.GetExecutingAssembly().GetTypes(), type => type.Name == name).GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Sum(method => Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count()));

    private static async Task<IReadOnlyList<string[]>> ReadRowsAsync()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Folder, "..", "..", "docs", "emulator-fidelity.md"), TestContext.Current.CancellationToken);
        return
        [
            .. document.Split('\n')
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| behaviour", StringComparison.Ordinal) && !line.StartsWith("| client |", StringComparison.Ordinal))
                .Select(line => line.Trim('|', ' ').Split(" | "))
                .Where(cells => cells.Length is 3 or 4),
        ];
    }

    private static HashSet<string> KnownNames()
    {
        var types = Assembly.GetExecutingAssembly().GetTypes();
        var exchanges = Directory.GetFiles(Path.Combine(Folder, "Golden", "exchanges")).Select(path => Path.GetFileNameWithoutExtension(path));
        return [.. types.Select(type => type.Name), .. types.SelectMany(type => type.GetMethods()).Select(method => method.Name), .. exchanges];
    }

    private static bool IsKnown(string name, HashSet<string> known) =>
        known.Contains(name)
        || (name.TrimEnd('*', '…') is var start && start != name && known.Any(one => one.StartsWith(start, StringComparison.Ordinal)))
        || name.StartsWith("perf", StringComparison.Ordinal);

    private static string SourceFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
