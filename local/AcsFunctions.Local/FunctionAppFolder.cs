using System.Reflection;

namespace AcsFunctions.Local;

/// <summary>Where the function app was built to, together with this program.</summary>
internal static class FunctionAppFolder
{
    public static string Path { get; } = typeof(FunctionAppFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "FunctionApp").Value!;
}
