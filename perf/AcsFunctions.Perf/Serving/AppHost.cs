using System.Reflection;
using System.Runtime.CompilerServices;
using AcsFunctions.Worker;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.Perf.Serving;

/// <summary>The function app. Apart from the rest, so that a host of another function does not load it.</summary>
internal static class AppHost
{
    public static Assembly FunctionsAssembly
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => typeof(AcsFunctionsWorker).Assembly;
    }

    public static void Configure(IHostApplicationBuilder builder) => builder.AddAcsFunctionsWorker();
}
