using System.Diagnostics;
using System.Text.Json;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Holds answers against openapi.yaml.</summary>
internal static class ContractCheck
{
    public static string Scripts { get; } = Path.Combine(Repository.File("tests"), "AcsFunctions.EndToEnd.Tests", "Contract", "js");

    /// <param name="lines">Recorded answers, one JSON object a line.</param>
    public static async Task<ContractVerdict> RunAsync(string lines)
    {
        await NodePackages.EnsureAsync(Scripts, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", [Path.Combine(Scripts, "check.mjs"), Repository.File("openapi.yaml")]);
        var check = await NodeProgram.RunAsync(start, lines, TestContext.Current.CancellationToken);
        Assert.True(check.ExitCode == 0, check.Error);
        return JsonSerializer.Deserialize<ContractVerdict>(check.Output, JsonSerializerOptions.Web)!;
    }
}
