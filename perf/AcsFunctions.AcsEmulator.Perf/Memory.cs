using System.Net.Http.Headers;
using System.Text;

namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>Live memory while tokens are issued to a thousand identities; at half time all earlier tokens expire.</summary>
internal static class Memory
{
    private const int Identities = 1000;
    private const int Samples = 10;

    public static async Task<int> RunAsync(int tokens)
    {
        var clock = new SteppedClock();
        await using var emulator = AcsIdentityEmulator.CreateInProcess(new AcsEmulatorOptions { SigningAlgorithm = TokenSigningAlgorithm.ES256, TimeProvider = clock });
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Endpoint };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "perf");
        for (var i = 0; i < Identities; i++)
        {
            await PostAsync(http, "/identities?api-version=2023-10-01", "{}");
        }

        string[] targets = [.. emulator.Inspection.Identities.Select(identity => $"/identities/{Uri.EscapeDataString(identity.Id)}/:issueAccessToken?api-version=2023-10-01")];
        var live = new List<double>();
        Console.WriteLine("tokens issued   live MB");
        for (var issued = 0; issued < tokens; issued++)
        {
            await PostAsync(http, targets[issued % Identities], """{"scopes":["chat"],"expiresInMinutes":60}""");
            if ((issued + 1) % (tokens / Samples) == 0)
            {
                live.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
                Console.WriteLine($"{issued + 1,13}   {live[^1],7:F1}");
            }

            if (issued == tokens / 2)
            {
                clock.Advance(TimeSpan.FromHours(2));
            }
        }

        // The first sample already holds the bounded list of each identity; after it nothing may grow.
        var growth = live[^1] - live[0];
        Console.WriteLine($"growth after the first sample: {growth:F1} MB");
        return growth < 16 ? 0 : 1;
    }

    private static async Task PostAsync(HttpClient http, string target, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(target, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }
}
