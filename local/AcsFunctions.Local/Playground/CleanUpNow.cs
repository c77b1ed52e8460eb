using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local.Playground;

/// <summary>Asks for a clean-up as an operator does, and runs the timer at once to carry it out. The scheduled clean-up would not do: its report is in the log alone.</summary>
internal sealed class CleanUpNow(LocalFunctionsHost host, X509Certificate2? certificate)
{
    private const string Path = "api/keyed/operations/clean-up";

    // Other jobs may come first.
    private const int MaxTurns = 20;

    /// <returns>The report, in JSON.</returns>
    public async Task<string> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        using HttpClient http = new(LocalHttp.CreateHandler(certificate)) { BaseAddress = host.BaseAddress };
        http.DefaultRequestHeaders.Add("x-functions-key", host.Keys.Function);
        using StringContent wish = new(dryRun ? """{"dryRun":true}""" : "{}", System.Text.Encoding.UTF8, "application/json");
        using var accepted = await http.PostAsync(new Uri(Path, UriKind.Relative), wish, cancellationToken);
        accepted.EnsureSuccessStatusCode();
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            await host.InvokeTimerAsync("CarryOutRuns", cancellationToken);
            var operation = await http.GetFromJsonAsync<JsonElement>(accepted.Headers.Location, cancellationToken);
            if (operation.GetProperty("status").GetString() == "finished")
            {
                return operation.GetProperty("cleanUpReport").GetRawText();
            }
        }

        throw new InvalidOperationException("The clean-up was not finished: another one may be at work.");
    }
}
