using AcsFunctions.Testing.Workers;
using AcsFunctions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.Local.Tests.Worker;

/// <summary>The functions in this process, for tests that do not look at the worker: a process of its own goes by its own clock, and takes seconds to start.</summary>
internal static class InProcessFunctions
{
    public static InProcessWorkerLauncher By(TimeProvider time) => new(typeof(AcsFunctionsWorker).Assembly, builder =>
    {
        builder.Services.AddSingleton(time);
        builder.AddAcsFunctionsWorker();
    });
}
