using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using AcsFunctions.AcsEmulator.Tool.CommandLine;
using AcsFunctions.AcsEmulator.Tool.Output;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.AcsEmulator.Tool;

/// <summary>Starts an emulator, says where it is, and ends it on Ctrl+C or SIGTERM.</summary>
internal static class EmulatorProgram
{
    /// <returns>0 when it was stopped, 1 when it could not start, 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, IDictionary environment, TextWriter output, TextWriter errors)
    {
        try
        {
            // What the command line says comes last, and wins.
            var options = ToolOptions.Parse([.. EnvironmentArguments.From(environment), .. arguments]);
            if (options.Help || options.Version)
            {
                await output.WriteLineAsync(options.Help ? Usage.Text : VersionText());
                return 0;
            }

            await ServeAsync(options, output);
            return 0;
        }
        catch (ToolUsageException exception)
        {
            await errors.WriteLineAsync($"{exception.Message} Run acs-emulator --help for what there is.");
            return 2;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"The emulator cannot start: {exception.Message.TrimEnd('.')}. Choose another --port, --data or --certificate.");
            return 1;
        }
    }

    private static async Task ServeAsync(ToolOptions options, TextWriter output)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var logging = LoggerFactory.Create(logging => LineFormatter.AddTo(logging, options.Quiet ? LogLevel.Warning : LogLevel.Information));
        await using var emulator = await AcsIdentityEmulator.StartAsync(ToEmulatorOptions(options, logging));
        if (options.CertificatePath is { } path)
        {
            await File.WriteAllTextAsync(path, emulator.Certificate!.ExportCertificatePem());
        }

        await output.WriteLineAsync(Banner.Of(emulator, options));
        await stop.Task;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static AcsEmulatorOptions ToEmulatorOptions(ToolOptions options, ILoggerFactory logging) => new()
    {
        Port = options.Port,
        ListenOnAnyAddress = options.AnyAddress,
        AccessKey = options.AccessKey,
        ResourceId = options.ResourceId,
        PersistencePath = options.Data,
        Tls = options.Tls,
        EncryptTokens = options.EncryptedTokens,
        ClockOffset = options.ClockOffset,
        DataLocation = options.Location ?? "emulator",
        HostName = options.HostName,
        SigningAlgorithm = options.Es256 ? TokenSigningAlgorithm.ES256 : TokenSigningAlgorithm.RS256,
        Quotas = options.Quotas,
        RetryAfter = !options.NoRetryAfter,
        RequireAssignments = options.RequireAssignments,
        LoggerFactory = logging,
    };

    private static string VersionText() =>
        typeof(EmulatorProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
