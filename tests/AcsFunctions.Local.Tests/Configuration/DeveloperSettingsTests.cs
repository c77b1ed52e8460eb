using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.Tests.Data;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.Local.Tests.Configuration;

public sealed class DeveloperSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");

    private string SettingsFile => Path.Combine(folder.FullName, "local.settings.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Values_of_the_file_are_settings_in_both_spellings()
    {
        File.WriteAllText(SettingsFile, """{ "Values": { "CleanUp__DryRun": "a", "IdentityStore:TableName": "b" } }""");

        var settings = Read();

        Assert.Equal("a", settings.Values["CleanUp:DryRun"]);
        Assert.Equal("b", settings.Values["IdentityStore:TableName"]);
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        File.WriteAllText(SettingsFile, """{ "Values": { "CleanUp__DryRun": "file" } }""");

        var settings = Read(("CleanUp:DryRun", "environment"));

        Assert.Equal("environment", settings.Values["CleanUp:DryRun"]);
    }

    [Fact]
    public void Origins_come_from_the_host_section()
    {
        File.WriteAllText(SettingsFile, """{ "Host": { "CORS": "http://localhost:5173, http://localhost:3000" } }""");

        var settings = Read();

        Assert.Equal(["http://localhost:5173", "http://localhost:3000"], settings.AllowedOrigins);
        Assert.False(settings.AllowCredentials);
    }

    [Fact]
    public void Cookies_are_allowed_in_so_many_words_only()
    {
        File.WriteAllText(SettingsFile, """{ "Host": { "CORS": "http://localhost:5173", "CORSCredentials": true } }""");

        var settings = Read();

        Assert.True(settings.AllowCredentials);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        using var file = new UnreadableFile(SettingsFile);

        var exception = Assert.Throws<LocalStackException>(() => Read());

        Assert.StartsWith("local.settings.json cannot be read (", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_no_setting()
    {
        var settings = Read();

        Assert.Empty(settings.Values);
        Assert.Empty(settings.AllowedOrigins);
    }

    [Fact]
    public void A_file_that_is_not_json_is_named()
    {
        File.WriteAllText(SettingsFile, """{ "Values": { """);

        var exception = Assert.Throws<LocalStackException>(() => Read());

        Assert.StartsWith("local.settings.json is not valid JSON:", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private DeveloperSettings Read(params IEnumerable<(string Name, string Value)> environment) => DeveloperSettings.Read(
        SettingsFile,
        new ConfigurationBuilder().AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value))).Build());
}
