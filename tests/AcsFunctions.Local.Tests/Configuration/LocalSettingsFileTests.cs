using System.Text.Json.Nodes;
using AcsFunctions.Local.Configuration;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.Local.Tests.Configuration;

/// <summary>The file for Core Tools, and whose it is.</summary>
public sealed class LocalSettingsFileTests : IDisposable
{
    private const int Port = 7071;

    private static readonly Dictionary<string, string> Settings = new() { ["A:B"] = "one+two", ["C"] = "three" };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");

    private string FilePath => Path.Combine(folder.FullName, "local.settings.json");

    private LocalSettingsFile File => new(FilePath);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Where_there_is_none_one_is_written_as_Core_Tools_reads_it()
    {
        var outcome = File.Write(Settings, Port);

        var written = JsonNode.Parse(System.IO.File.ReadAllText(FilePath))!;
        Assert.Equal(LocalSettingsAction.Written, outcome.Action);
        Assert.False((bool)written["IsEncrypted"]!);
        Assert.Equal("one+two", (string?)written["Values"]!["A__B"]);
        Assert.Equal("three", (string?)written["Values"]!["C"]);
        Assert.Equal(Port, (int)written["Host"]!["LocalHttpPort"]!);
        Assert.Equal([FilePath], Directory.GetFiles(folder.FullName));
        if (!OperatingSystem.IsWindows())
        {
            // The settings are keys.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public void Its_own_file_that_fits_is_not_touched()
    {
        File.Write(Settings, Port);
        var before = System.IO.File.ReadAllText(FilePath);

        var outcome = File.Write(Settings, Port);

        Assert.Equal(LocalSettingsAction.AlreadyFits, outcome.Action);
        Assert.Equal(before, System.IO.File.ReadAllText(FilePath));
    }

    [Fact]
    public void Its_own_file_with_other_settings_is_written_anew()
    {
        File.Write(Settings, Port);

        var outcome = File.Write(new Dictionary<string, string> { ["C"] = "four" }, Port);

        Assert.Equal(LocalSettingsAction.WrittenAnew, outcome.Action);
        Assert.Equal(["C"], DeveloperSettings.ReadValues(FilePath).Keys);
    }

    [Theory]
    [InlineData("""{ "Values": { "C": "mine" } }""")]
    [InlineData("""{ "WrittenBy": "AcsFunctions.Local --without-functions", "Values": { "C": "mine" } }""")]
    [InlineData("""{ "WrittenBy": 1 }""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void A_file_that_it_did_not_write_stays_as_it_is(string text)
    {
        System.IO.File.WriteAllText(FilePath, text);

        Exception? refused = null;
        LocalSettingsOutcome? outcome = null;
        try
        {
            outcome = File.Write(Settings, Port);
        }
        catch (LocalStackException exception)
        {
            // No settings can be read from it.
            refused = exception;
        }

        Assert.Equal(text, System.IO.File.ReadAllText(FilePath));
        Assert.True(outcome?.Action == LocalSettingsAction.LeftAlone || refused is not null);
    }

    [Fact]
    public void Of_another_s_file_it_says_what_is_missing_or_otherwise()
    {
        System.IO.File.WriteAllText(FilePath, """{ "Values": { "A:B": "one+two", "C": "mine", "D": "unknown" } }""");

        var outcome = File.Write(Settings, Port);

        Assert.Equal(KeyValuePair.Create("C", "three"), Assert.Single(outcome.Missing!));
    }

    [Fact]
    public void Its_own_file_becomes_another_s_with_the_first_change()
    {
        File.Write(Settings, Port);
        var changed = System.IO.File.ReadAllText(FilePath).Replace("three", "mine", StringComparison.Ordinal);
        System.IO.File.WriteAllText(FilePath, changed);

        var outcome = File.Write(Settings, Port);

        Assert.Equal(LocalSettingsAction.LeftAlone, outcome.Action);
        Assert.Equal(changed, System.IO.File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_comment_makes_it_another_s_and_the_way_its_lines_end_does_not()
    {
        File.Write(Settings, Port);
        var text = System.IO.File.ReadAllText(FilePath);

        System.IO.File.WriteAllText(FilePath, text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.True(File.IsAsWritten());

        System.IO.File.WriteAllText(FilePath, "// mine\n" + text);
        Assert.False(File.IsAsWritten());
    }

    [Fact]
    public void What_it_wrote_says_nothing_of_the_developer()
    {
        File.Write(Settings, Port);
        var nobody = new ConfigurationBuilder().Build();

        Assert.Empty(DeveloperSettings.Read(FilePath, nobody).Values);

        System.IO.File.WriteAllText(FilePath, System.IO.File.ReadAllText(FilePath).Replace("three", "mine", StringComparison.Ordinal));
        Assert.Equal("mine", DeveloperSettings.Read(FilePath, nobody).Values["C"]);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named()
    {
        LocalSettingsFile file = new(Path.Combine(folder.FullName, "none", "local.settings.json"));

        var exception = Assert.Throws<LocalStackException>(() => file.Write(Settings, Port));

        Assert.StartsWith(file.Path + " cannot be written", exception.Message, StringComparison.Ordinal);
    }
}
