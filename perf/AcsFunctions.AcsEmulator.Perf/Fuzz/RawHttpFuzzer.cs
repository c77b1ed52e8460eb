using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace AcsFunctions.AcsEmulator.Perf.Fuzz;

/// <summary>Sends forged requests over raw sockets and watches for what must not happen.</summary>
internal static class RawHttpFuzzer
{
    private const int Workers = 8;

    /// <summary>Enough that some outlive the deletions among the requests.</summary>
    private const int Identities = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<FuzzOutcome> RunAsync(AcsIdentityEmulator emulator, int requests, int seed, CancellationToken cancellationToken)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        var failures = new ConcurrentQueue<string>();
        var signer = new SignedRequest(emulator.ConnectionString);
        var ids = new List<string>();
        while (ids.Count < Identities)
        {
            ids.Add(await CreateAsync(emulator, signer, cancellationToken));
        }

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async worker =>
        {
            var forge = new RequestForge(new Random((seed * Workers) + worker), signer, ids, TimeProvider.System.GetUtcNow());
            for (var i = worker; i < requests && failures.Count < 10; i += Workers)
            {
                var request = forge.Next();
                var status = await TryAsync(emulator, request, cancellationToken);
                statuses.AddOrUpdate(status ?? 0, 1, static (_, count) => count + 1);

                // 505 is the right answer to a spoilt HTTP version.
                if (status is null or (>= 500 and not 505))
                {
                    failures.Enqueue($"{(status is null ? "no answer" : status)}: {Printable(request.Bytes)}");
                }
            }
        }));

        // The control: after all of it, an honest call still works.
        await CreateAsync(emulator, signer, cancellationToken);
        return new FuzzOutcome(statuses, [.. failures]);
    }

    /// <returns>The status, 0 for a closed connection, null for no answer in time.</returns>
    private static async Task<int?> TryAsync(AcsIdentityEmulator emulator, ForgedRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var connection = await RawConnection.OpenAsync(emulator.Endpoint, either.Token);
            return request.IsWhole
                ? (await connection.SendAsync(request.Bytes, either.Token)).Status
                : (await connection.SendLastAsync(request.Bytes, either.Token)).Status;
        }
        catch (SocketException)
        {
            return 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<string> CreateAsync(AcsIdentityEmulator emulator, SignedRequest signer, CancellationToken cancellationToken)
    {
        using var connection = await RawConnection.OpenAsync(emulator.Endpoint, cancellationToken);
        var answer = await connection.SendAsync(signer.Build("POST", "/identities?api-version=2023-10-01", "{}", TimeProvider.System.GetUtcNow()), cancellationToken);
        return answer.Status == 201 ? answer.Text.Split("\"id\":\"")[1].Split('"')[0] : throw new InvalidOperationException($"An honest call got {answer.Status}.");
    }

    private static string Printable(byte[] request) =>
        string.Concat(Encoding.Latin1.GetString(request, 0, Math.Min(request.Length, 600)).Select(static character => character is >= ' ' and <= '~' ? character : '?'));
}
