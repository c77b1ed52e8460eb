using System.Text.Json;

namespace AcsFunctions.EndToEnd.Tests.Fidelity;

/// <summary>A request, and what the genuine Functions host answered to it.</summary>
internal sealed record GenuineCase(string Name, GenuineRequest Request, HostAnswer Genuine)
{
    private sealed record Recording(IReadOnlyList<GenuineCase> Cases);

    public static IReadOnlyList<GenuineCase> ReadAll() => JsonSerializer.Deserialize<Recording>(
        File.ReadAllText(Repository.File("tests/AcsFunctions.EndToEnd.Tests/Fidelity/genuine-host.json")), JsonSerializerOptions.Web)!.Cases;
}
