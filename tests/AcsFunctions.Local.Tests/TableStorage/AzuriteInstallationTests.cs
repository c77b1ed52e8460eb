using AcsFunctions.Local.TableStorage;
using AcsFunctions.Local.Tests.Data;

namespace AcsFunctions.Local.Tests.TableStorage;

/// <summary>What becomes of the folder of installations; npm is a stand-in.</summary>
public sealed class AzuriteInstallationTests : IDisposable
{
    // Their names begin with the key, in the folder that npm is started in as well as in its parent.
    private const string Complete = "mkdir node_modules";
    private const string CompleteElsewhere = "here=$(basename \"$PWD\"); mkdir \"../${here%%.*}\" && touch \"../${here%%.*}/theirs\"";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");
    private readonly List<string> told = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Installations => Path.Combine(folder.FullName, "azurite");

    private string LockFile => Path.Combine(Installations, ".lock");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_npm_installed_is_complete_and_installed_once()
    {
        var npm = await NpmAsync(Complete);

        var installed = await EnsureAsync(npm);
        var again = await EnsureAsync("no-such-npm");

        Assert.Equal(installed, again);
        Assert.Equal(["node_modules", "package-lock.json", "package.json"], Directory.EnumerateFileSystemEntries(installed).Select(Path.GetFileName).Order());
        Assert.Equal([installed], Directory.EnumerateDirectories(Installations));
    }

    [Fact]
    public async Task An_npm_that_fails_is_quoted_and_leaves_nothing_half_installed()
    {
        var npm = await NpmAsync($"{Complete}; echo 'No network.' >&2; exit 1");

        var failure = await Assert.ThrowsAsync<LocalStackException>(() => EnsureAsync(npm));

        Assert.StartsWith("npm could not install Azurite (exit code 1): No network.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(Installations));
    }

    [Fact]
    public async Task What_another_installs_is_not_touched_and_what_was_abandoned_yesterday_is_removed()
    {
        var npm = await NpmAsync(Complete);
        var key = Path.GetFileName(await EnsureAsync(npm));
        Directory.Delete(Path.Combine(Installations, key), recursive: true);
        var living = Directory.CreateDirectory(Path.Combine(Installations, $"{key}.partial"));
        var abandoned = Directory.CreateDirectory(Path.Combine(Installations, "older.abc.partial"));
        abandoned.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25);

        var installed = await EnsureAsync(npm);

        Assert.Equal([installed, living.FullName], Directory.EnumerateDirectories(Installations).Order());
        Assert.Empty(living.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task An_installation_that_appears_meanwhile_is_used()
    {
        var installed = await EnsureAsync(await NpmAsync(CompleteElsewhere));

        Assert.True(File.Exists(Path.Combine(installed, "theirs")));
        Assert.Equal([installed], Directory.EnumerateDirectories(Installations));
    }

    [Fact]
    public async Task While_another_process_installs_it_waits_and_says_so_once()
    {
        Directory.CreateDirectory(Installations);
        var other = FileLock.TryTake(LockFile)!;
        var waits = 0;
        HurriedTime time = new(count =>
        {
            waits = count;
            if (count == 3)
            {
                other.Dispose();
            }
        });

        await EnsureAsync(await NpmAsync(Complete), time);

        Assert.Equal(3, waits);
        Assert.Single(told, sentence => sentence == $"Waiting for another process that installs Azurite in {Installations}.");
    }

    [Fact]
    public async Task A_lock_that_cannot_be_opened_is_not_waited_for()
    {
        Directory.CreateDirectory(Installations);
        using UnreadableFile unreadable = new(LockFile);

        var failure = await Assert.ThrowsAsync<LocalStackException>(() => EnsureAsync("no-such-npm", new HurriedTime(_ => Assert.Fail("It waits."))));

        Assert.StartsWith($"Azurite cannot be installed in {Installations} (", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(Installations, "", Cancellation);

        var failure = await Assert.ThrowsAsync<LocalStackException>(() => EnsureAsync("no-such-npm"));

        Assert.StartsWith($"Azurite cannot be installed in {Installations} (", failure.Message, StringComparison.Ordinal);
    }

    private Task<string> NpmAsync(string script) => ShellProgram.WriteAsync(Path.Combine(folder.FullName, "npm"), script);

    private Task<string> EnsureAsync(string npm, TimeProvider? time = null) =>
        new AzuriteInstallation(new AzuriteOptions { Npm = npm, InstallFolder = Installations, Progress = told.Add, TimeProvider = time ?? TimeProvider.System })
            .EnsureAsync(Cancellation);
}
