using System.Runtime.CompilerServices;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>The repository that these tests were built from: what is written in it is tested, too.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", ".."));

    public static string File(string path) => Path.Combine(Root, path);

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
