using System.Diagnostics;
using System.Security.Cryptography;

namespace AcsFunctions.Local.TableStorage;

/// <summary>Installs Azurite by the committed lock file, once for each version of that file.</summary>
internal sealed class AzuriteInstallation(AzuriteOptions options)
{
    private const string PartialSuffix = ".partial";

    private static readonly TimeSpan LockPollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestInstallation = TimeSpan.FromDays(1);
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "azurite");

    public static string ServeScript => Path.Combine(Source, "serve.mjs");

    /// <summary>The folder that holds <c>node_modules</c>, complete.</summary>
    /// <exception cref="LocalStackException">npm is missing or fails, or the folder cannot be written.</exception>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        var parent = options.InstallFolder ?? DefaultFolder();
        var folder = Path.Combine(parent, await KeyAsync(cancellationToken));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        try
        {
            Directory.CreateDirectory(parent);
            await using var turn = await TakeTurnAsync(parent, cancellationToken);
            if (!Directory.Exists(folder))
            {
                await InstallAsync(folder, cancellationToken);
            }

            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalStackException(
                $"Azurite cannot be installed in {parent} ({exception.Message}): see that the folder can be written and its disk is not full, and start again.",
                exception);
        }
    }

    private static string DefaultFolder() => RepositoryFolder.Find() is { } repository
        ? Path.Combine(repository, "artifacts", "azurite")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "AcsFunctions", "azurite");

    private static async Task<string> KeyAsync(CancellationToken cancellationToken)
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12];
    }

    // Several test programs may start at once on a fresh clone.
    private async Task<FileStream> TakeTurnAsync(string parent, CancellationToken cancellationToken)
    {
        var file = Path.Combine(parent, ".lock");
        var turn = FileLock.TryTake(file);
        if (turn is null)
        {
            options.Progress?.Invoke($"Waiting for another process that installs Azurite in {parent}.");
        }

        while (turn is null)
        {
            await Task.Delay(LockPollInterval, options.TimeProvider, cancellationToken);
            turn = FileLock.TryTake(file);
        }

        return turn;
    }

    // Installed aside and renamed: a folder of that name is always complete. Aside means alone: npm may outlive a start that was killed.
    private async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        DeleteAbandoned(Path.GetDirectoryName(folder)!);
        var partial = $"{folder}.{Path.GetRandomFileName()}{PartialSuffix}";
        options.Progress?.Invoke("Installing Azurite with npm, on the first run only; this takes about half a minute.");
        var started = options.TimeProvider.GetTimestamp();
        try
        {
            Directory.CreateDirectory(partial);
            File.Copy(Path.Combine(Source, "package.json"), Path.Combine(partial, "package.json"));
            File.Copy(Path.Combine(Source, "package-lock.json"), Path.Combine(partial, "package-lock.json"));
            await RunNpmAsync(partial, cancellationToken);
            Directory.Move(partial, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another was faster: there are file systems without locks.
        }
        finally
        {
            TryDelete(partial);
        }

        options.Progress?.Invoke($"Installed Azurite in {options.TimeProvider.GetElapsedTime(started).TotalSeconds:F0} s.");
    }

    private void DeleteAbandoned(string parent)
    {
        var living = options.TimeProvider.GetUtcNow() - LongestInstallation;
        foreach (var partial in Directory.EnumerateDirectories(parent, "*" + PartialSuffix).Where(partial => Directory.GetLastWriteTimeUtc(partial) < living))
        {
            TryDelete(partial);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is not there, or somebody uses it: it is in nobody's way.
        }
    }

    private async Task RunNpmAsync(string folder, CancellationToken cancellationToken)
    {
        string[] arguments = ["ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        using var npm = ExternalProgram.Start(new ProcessStartInfo(options.Npm, arguments) { WorkingDirectory = folder });
        try
        {
            npm.StandardInput.Close();
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await npm.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new LocalStackException(
                    $"npm could not install Azurite (exit code {npm.ExitCode}): {Sentence.FirstLineOf(errors)}. " +
                    "See that npm reaches its registry (`npm ping`), and start again.");
            }
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }
    }
}
