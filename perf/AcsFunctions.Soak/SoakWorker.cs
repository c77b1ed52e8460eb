using System.Reflection;
using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Soak.Witnesses;
using AcsFunctions.Testing;
using AcsFunctions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Soak;

/// <summary>The function app's worker with witnesses before what it calls, to be killed. The functions host starts it, as it would the published one.</summary>
internal static class SoakWorker
{
    /// <summary>The first argument that a functions host gives to its workers.</summary>
    public const string FirstArgument = "--functions-uri";

    /// <summary>How far its clock is ahead.</summary>
    public const string ClockAheadSetting = "Soak:ClockAhead";

    public static async Task<int> RunAsync(string[] args)
    {
        // The functions, and the start-up code generated for them, lie in another assembly than this program's and beside it.
        Assembly.SetEntryAssembly(typeof(AcsFunctionsWorker).Assembly);
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
        Environment.SetEnvironmentVariable("FUNCTIONS_WORKER_DIRECTORY", AppContext.BaseDirectory);

        using var witness = new Witness();
        var builder = FunctionsApplication.CreateBuilder(args);
        var isSabotaged = builder.Configuration.GetValue<bool>(SoakStack.SabotageSetting);
        var clock = new OffsetClock();
        clock.Advance(builder.Configuration.GetValue<TimeSpan>(ClockAheadSetting));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IAcsIdentities>(provider => new WitnessedAcs(provider.GetRequiredService<AcsIdentities>(), witness));
        builder.Services.AddSingleton<IIdentityStore>(provider =>
        {
            var store = provider.GetRequiredService<TableIdentityStore>();
            return new WitnessedStore(isSabotaged ? new SabotagedStore(store) : store, witness);
        });
        builder.AddAcsFunctionsWorker();
        // The verdict reads event ids, which the worker does not pass on to its host.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Information);
        using var app = builder.Build();
        await app.RunAsync();
        return 0;
    }
}
