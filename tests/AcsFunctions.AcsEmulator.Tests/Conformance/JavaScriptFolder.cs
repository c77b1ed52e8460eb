using System.Runtime.CompilerServices;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>Where the clients of package-lock.json are installed.</summary>
internal static class JavaScriptFolder
{
    public static string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(SourceFile())!, "..", "js");

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
