using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>docs/emulator.md: what it tells people to paste.</summary>
internal static partial class RecipeDocument
{
    public static string Folder { get; } = Path.GetDirectoryName(SourceFile())!;

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Folder, "..", "..", ".."));

    /// <summary>The one block of code in the language.</summary>
    public static string Block(string language) =>
        Assert.Single(Fence().Matches(TextOf(Path.Combine(Root, "docs", "emulator.md"))), block => block.Groups[1].Value == language).Groups[2].Value;

    /// <summary>What installs the command, after `dotnet`; with another place than the user's own.</summary>
    public static string[] InstallArguments(params string[] place)
    {
        var line = Assert.Single(InstallCommand().Matches(TextOf(Path.Combine(Root, "docs", "emulator.md")))).Groups[1].Value;
        string[] words = line.Split(' ');
        Assert.Contains("--global", words);
        return [.. words.SelectMany(word => word == "--global" ? place : [word])];
    }

    public static string TextOf(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");

    private static string SourceFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^ *dotnet (tool install .*)$", RegexOptions.Multiline)]
    private static partial Regex InstallCommand();
}
