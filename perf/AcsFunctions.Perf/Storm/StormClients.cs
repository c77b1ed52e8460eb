using System.Net;
using AcsFunctions.Identities;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Testing;

namespace AcsFunctions.Perf.Storm;

/// <summary>Users who ask any instance for a token until they have it. Who is refused comes back when told to, not sooner and not later.</summary>
internal sealed class StormClients(IReadOnlyList<ServedHost> instances, TimeProvider clock) : IDisposable
{
    // More than there are calls that the app lets wait for their turn: who waits for a connection waits for the app to be less busy.
    private const int Connections = 400;

    private static readonly TimeSpan Arrivals = TimeSpan.FromSeconds(1);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Connections }) { Timeout = Timeout.InfiniteTimeSpan };

    public static UserId User(int number) => Users.Named($"local|storm-{number}");

    /// <summary>All of them come within a second.</summary>
    /// <returns>How long it took until the last one had a token.</returns>
    public async Task<TimeSpan> ComeAsync(int users, StormTally tally, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, users).Select(async user =>
        {
            await Task.Delay(Arrivals * Random.Shared.NextDouble(), clock, cancellationToken);
            await InsistAsync(user, tally, cancellationToken);
        }));
        return clock.GetElapsedTime(started);
    }

    /// <summary>Asks once.</summary>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    public async Task<StormAnswer> AskAsync(int user, CancellationToken cancellationToken)
    {
        var instance = instances[Random.Shared.Next(instances.Count)];
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(instance.Address, $"api/keyed/users/{Uri.EscapeDataString(User(user).Value)}/tokens"));
        request.Headers.Add("x-functions-key", instance.FunctionKey);
        using var response = await http.SendAsync(request, cancellationToken);
        return new(response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    public void Dispose() => http.Dispose();

    private async Task InsistAsync(int user, StormTally tally, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                switch (await AskAsync(user, cancellationToken))
                {
                    case { Status: HttpStatusCode.OK }:
                        tally.Answer(user);
                        return;
                    case { Status: (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) and var status, RetryAfter: { } wait }:
                        tally.Refuse(user, status);
                        await Task.Delay(wait, clock, cancellationToken);
                        break;
                    case var other:
                        tally.Fail(user, $"{other}");
                        return;
                }
            }
            catch (HttpRequestException exception)
            {
                tally.Fail(user, exception.Message);
                return;
            }
        }
    }
}
