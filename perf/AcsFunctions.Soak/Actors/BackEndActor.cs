using System.Net;

namespace AcsFunctions.Soak.Actors;

/// <summary>A back-end that acts for whoever comes, at the same time as the users themselves.</summary>
internal sealed class BackEndActor(IReadOnlyList<string> users, Service service, History history, TimeProvider clock, Random random)
{
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
        var began = clock.GetTimestamp();
        var path = $"keyed/users/soak|{user}/";
        var chance = random.Next(100);
        var answer = chance switch
        {
            < 70 => await service.AskAsync(HttpMethod.Post, path + "tokens", accessToken: null),
            < 85 => await service.AskAsync(HttpMethod.Post, path + "tokens/revoke", accessToken: null),
            _ => await service.AskAsync(HttpMethod.Delete, path + "identity", accessToken: null),
        };
        history.Count(answer, mayCreate: chance < 70);
        if (answer?.Identity is { } identity)
        {
            history.Identities.Add(new(user, identity, clock.GetTimestamp()));
        }

        if (answer is { Status: HttpStatusCode.NoContent })
        {
            history.Ends.Add(new(user, began, IsDelete: chance >= 85));
        }
    }
}
