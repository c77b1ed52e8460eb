namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>The services without the functions while they serve, for the tests that only look at them and at the settings file they wrote.</summary>
public sealed class ServedServices : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");
    private LocalProgram? program;

    public string SettingsFile => Path.Combine(folder.FullName, "local.settings.json");

    internal LocalProgram Program => program ?? throw new InvalidOperationException("The program has not started.");

    /// <summary>Starts them with a settings file.</summary>
    internal static Task<LocalProgram> StartAsync(string settingsFile) =>
        LocalProgram.ServeAsync("--ephemeral", "--without-functions", "--settings", settingsFile);

    public async ValueTask InitializeAsync() => program = await StartAsync(SettingsFile);

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}
