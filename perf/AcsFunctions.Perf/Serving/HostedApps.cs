using System.Reflection;
using System.Runtime.CompilerServices;
using AcsFunctions.EmptyApp;
using AcsFunctions.Perf.Functions;
using AcsFunctions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.Perf.Serving;

/// <summary>The apps, each named in a method of its own: a method that named two would load both.</summary>
internal static class HostedApps
{
    public static Assembly OursAssembly
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => typeof(AcsFunctionsWorker).Assembly;
    }

    public static Assembly ProbesAssembly
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => typeof(Floor).Assembly;
    }

    public static Assembly EmptyAssembly
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => typeof(Empty).Assembly;
    }

    public static void ConfigureOurs(IHostApplicationBuilder builder) => builder.AddAcsFunctionsWorker();

    public static void ConfigureProbes(IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        builder.Services.AddSingleton(_ => UpstreamClients.Of(settings));
    }
}
