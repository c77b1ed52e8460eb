using System.IO.Compression;

namespace AcsFunctions.Build.Tests;

/// <summary>An empty package: its name and version are all that a restore asks for.</summary>
internal static class MadePackage
{
    public static void Write(string feed, string id, string version)
    {
        using var package = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write(
            $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>tests</authors><description>Empty, for a test.</description></metadata>
            </package>
            """);
    }
}
