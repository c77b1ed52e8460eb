using AcsFunctions.AcsEmulator.Tool.CommandLine;

namespace AcsFunctions.AcsEmulator.Tool.Output;

internal static class Banner
{
    /// <summary>What a person needs to use the emulator. The one place where the access key is printed, because it was made for this machine alone.</summary>
    public static string Of(AcsIdentityEmulator emulator, ToolOptions options) =>
        $"""
        ACS Identity emulator. Its tokens are signed by itself and mean nothing to the real service.

          endpoint           {emulator.Endpoint}
          connection string  {emulator.ConnectionString}
          resource           {emulator.ResourceId}
          inspection         {emulator.Endpoint}_emulator/identities
          keeps state        {options.Data ?? "no; --data <file> keeps it over restarts"}

        Ctrl+C stops it.
        """;
}
