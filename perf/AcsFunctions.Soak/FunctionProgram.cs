using System.Text.Json;
using AcsFunctions.Acs;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Identities;
using AcsFunctions.Soak.Witnesses;
using AcsFunctions.Testing.Workers;
using AcsFunctions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Soak;

/// <summary>The function app as a process of its own, to be killed. Ends by itself when whoever started it is gone.</summary>
internal static class FunctionProgram
{
    public const string Listening = "Listening on ";

    public static async Task<int> ServeAsync(string settings)
    {
        var options = JsonSerializer.Deserialize<FunctionSettings>(settings)!;
        using var witness = new Witness();
        var worker = new InProcessWorkerLauncher(typeof(AcsFunctionsWorker).Assembly, builder =>
        {
            builder.Services.AddSingleton<IAcsIdentities>(provider => new WitnessedAcs(provider.GetRequiredService<AcsIdentities>(), witness));
            builder.Services.AddSingleton<IIdentityStore>(provider =>
                new WitnessedStore(new SabotagedStore(provider.GetRequiredService<TableIdentityStore>(), options.Sabotage), witness));
            builder.AddAcsFunctionsWorker();
            // The verdict reads event ids, which the worker does not pass on to its host.
            LogToConsole(builder.Logging);
        });
        await using var host = await LocalFunctionsHost.StartAsync(new FunctionsHostOptions
        {
            Worker = worker,
            Settings = options.Settings,
            FunctionKey = options.FunctionKey,
            MasterKey = options.MasterKey,
            ConfigureLogging = LogToConsole,
        });
        Console.WriteLine(Listening + host.BaseAddress);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static void LogToConsole(ILoggingBuilder logging) =>
        logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Information);
}
