using System.Text.Json;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Worker;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Soak;

/// <summary>The function app as a process of its own, to be killed. Ends by itself when whoever started it is gone.</summary>
internal static class FunctionProgram
{
    public const string Listening = "Listening on ";

    public static async Task<int> ServeAsync(string settings)
    {
        var options = JsonSerializer.Deserialize<FunctionSettings>(settings)!;
        await using var host = await LocalFunctionsHost.StartAsync(new FunctionsHostOptions
        {
            FunctionsAssembly = typeof(AcsFunctionsWorker).Assembly,
            ConfigureApp = builder => builder.AddAcsFunctionsWorker(),
            Settings = options.Settings,
            FunctionKey = options.FunctionKey,
            MasterKey = options.MasterKey,
            ConfigureLogging = logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Information),
        });
        Console.WriteLine(Listening + host.BaseAddress);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
