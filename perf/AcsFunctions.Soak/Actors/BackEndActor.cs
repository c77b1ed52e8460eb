using System.Net;

namespace AcsFunctions.Soak.Actors;

/// <summary>A back-end that acts for whoever comes, at the same time as the users themselves.</summary>
internal sealed class BackEndActor(IReadOnlyList<string> users, Service service, History history, TimeProvider clock, Random random)
{
    private const int Rivals = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await StepAsync(users[random.Next(users.Count)]);
            await Task.Delay(LongestPause * random.NextDouble(), clock, cancellationToken);
        }
    }

    private async Task StepAsync(string user)
    {
        switch (random.Next(100))
        {
            case < 70:
                await AskAsync(user, HttpMethod.Post, "tokens");
                break;
            case < 85:
                await AskAsync(user, HttpMethod.Post, "tokens/revoke", isEnd: true);
                break;
            default:
                await AskAsync(user, HttpMethod.Delete, "identity", isEnd: true);
                // Who will be first to give the user an identity again?
                await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => AskAsync(user, HttpMethod.Post, "tokens")));
                break;
        }
    }

    private async Task AskAsync(string user, HttpMethod method, string path, bool isEnd = false)
    {
        var began = clock.GetTimestamp();
        var answer = await service.AskAsync(method, $"keyed/users/soak|{user}/{path}", accessToken: null);
        history.Count(answer);
        if (answer?.Identity is { } identity)
        {
            history.Identities.Add(new(user, identity, clock.GetTimestamp()));
        }

        if (isEnd && answer is { Status: HttpStatusCode.NoContent })
        {
            history.Ends.Add(new(user, began, IsDelete: method == HttpMethod.Delete, Session: null));
        }
    }
}
