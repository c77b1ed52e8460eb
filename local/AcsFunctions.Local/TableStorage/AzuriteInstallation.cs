using System.Diagnostics;
using System.Security.Cryptography;

namespace AcsFunctions.Local.TableStorage;

/// <summary>Installs Azurite by the committed lock file, once for each version of that file.</summary>
internal sealed class AzuriteInstallation(AzuriteOptions options)
{
    private static readonly TimeSpan LockPollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "azurite");

    public static string ServeScript => Path.Combine(Source, "serve.mjs");

    /// <summary>The folder that holds <c>node_modules</c>, complete.</summary>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        var parent = options.InstallFolder ?? DefaultFolder();
        var folder = Path.Combine(parent, await KeyAsync(cancellationToken));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(parent);
        await using var turn = await TakeTurnAsync(Path.Combine(parent, ".lock"), cancellationToken);
        if (!Directory.Exists(folder))
        {
            await InstallAsync(folder, cancellationToken);
        }

        return folder;
    }

    private static string DefaultFolder() => RepositoryFolder.Find() is { } repository
        ? Path.Combine(repository, "artifacts", "azurite")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "AcsFunctions", "azurite");

    private static async Task<string> KeyAsync(CancellationToken cancellationToken)
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12];
    }

    // Several test programs may start at once on a fresh clone. The system drops the lock of a process that dies.
    private async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Path.GetDirectoryName(path)))
            {
                await Task.Delay(LockPollInterval, options.TimeProvider, cancellationToken);
            }
        }
    }

    // Installed aside and renamed: a folder of that name is always complete.
    private async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var partial = folder + ".partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        Directory.CreateDirectory(partial);
        File.Copy(Path.Combine(Source, "package.json"), Path.Combine(partial, "package.json"));
        File.Copy(Path.Combine(Source, "package-lock.json"), Path.Combine(partial, "package-lock.json"));

        options.Progress?.Invoke("Installing Azurite with npm, on the first run only; this takes about half a minute.");
        var started = options.TimeProvider.GetTimestamp();
        await RunNpmAsync(partial, cancellationToken);
        Directory.Move(partial, folder);
        options.Progress?.Invoke($"Installed Azurite in {options.TimeProvider.GetElapsedTime(started).TotalSeconds:F0} s.");
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
