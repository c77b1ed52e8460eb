using System.Runtime.CompilerServices;

namespace AcsFunctions.Testing;

/// <summary>What the programs that a test starts inherit, compilers and builds among them.</summary>
internal static class StartedPrograms
{
    // They end before code that is instrumented first would pay: a compilation of the templates takes a quarter less without.
    [ModuleInitializer]
    internal static void LiveForSeconds() => Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
}
