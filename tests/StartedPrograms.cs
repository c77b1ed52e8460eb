using System.Runtime.CompilerServices;

namespace AcsFunctions.Testing;

/// <summary>What the programs that a test starts inherit, compilers and builds among them.</summary>
internal static class StartedPrograms
{
    // They end before it would pay to instrument code first, or to compile it again after 30 calls, the runtime's default.
    [ModuleInitializer]
    internal static void LiveForSeconds()
    {
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        // Hexadecimal: 1000.
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCountThreshold", "3E8");
        // A guard against code written over code, which makes each method cost more to compile: a tenth of a start.
        Environment.SetEnvironmentVariable("DOTNET_EnableWriteXorExecute", "0");
    }
}
