using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AcsFunctions.Clients.Tests.Generated;

namespace AcsFunctions.Clients.Tests.Stack;

/// <summary>The operations that openapi.yaml describes.</summary>
internal static partial class Contract
{
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(SourceFile())!, "..", "..", "..", "openapi.yaml"));

    /// <summary>But for HEAD, which probes send and which answers nothing to read.</summary>
    public static IReadOnlyList<ContractOperation> Operations { get; } = [.. Read().Where(operation => operation.Method != "HEAD")];

    /// <summary>What a family of routes offers.</summary>
    public static IEnumerable<ContractOperation> Of(Family family)
    {
        var prefix = family switch
        {
            Family.Self => "/api/me/",
            Family.Admin => "/api/users/{userId}/",
            _ => "/api/keyed/users/{userId}/",
        };
        return Operations.Where(operation => operation.Path.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Which operation a request was for.</summary>
    public static string? OperationOf(string method, string path) => Operations.Where(operation => operation.Method == method && PathOf(operation).IsMatch(path))
        // A word that stands there outranks a parameter.
        .OrderBy(operation => operation.Path.Count('{'))
        .Select(operation => operation.Id)
        .FirstOrDefault();

    private static IEnumerable<ContractOperation> Read()
    {
        var (path, method) = ("", "");
        foreach (var line in File.ReadLines(Path).TakeWhile(line => line != "components:"))
        {
            if (PathLine().Match(line) is { Success: true } pathLine)
            {
                path = pathLine.Groups[1].Value;
            }
            else if (MethodLine().Match(line) is { Success: true } methodLine)
            {
                method = methodLine.Groups[1].Value.ToUpperInvariant();
            }
            else if (IdLine().Match(line) is { Success: true } idLine)
            {
                yield return new ContractOperation(idLine.Groups[1].Value, method, path);
            }
        }
    }

    private static Regex PathOf(ContractOperation operation) => new("^" + Parameter().Replace(Regex.Escape(operation.Path), "[^/]+") + "$");

    private static string SourceFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^  (/\S+):$")]
    private static partial Regex PathLine();

    [GeneratedRegex(@"^    (get|put|post|delete|patch|head):$")]
    private static partial Regex MethodLine();

    [GeneratedRegex(@"^      operationId: (\w+)$")]
    private static partial Regex IdLine();

    [GeneratedRegex(@"\\\{[^}]+}")]
    private static partial Regex Parameter();
}
