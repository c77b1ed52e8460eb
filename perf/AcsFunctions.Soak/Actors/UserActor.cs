using System.Net;
using AcsFunctions.Local.SignIn;

namespace AcsFunctions.Soak.Actors;

/// <summary>A user who asks for tokens most of the time, and now and then ends everything.</summary>
internal sealed class UserActor(string user, Service service, DevelopmentSignIn signIn, History history, TimeProvider clock, Random random)
{
    private const int MostTries = 30;

    // A hundred of them ask for what two cores can serve: calls that only wait for a core meet nobody.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private string? session;
    private long sessionBegan;

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await StepAsync();
            await Task.Delay(LongestPause * random.NextDouble(), clock, cancellationToken);
        }
    }

    /// <summary>Until a token is had; what the service owes a user in the end.</summary>
    public async Task<ServiceAnswer?> GetTokenAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Post, "me/tokens");
        for (var tries = 1; answer?.Token is null && tries < MostTries; tries++)
        {
            // An `iat` is whole seconds: a session of the second of the revoke is not later than it. And a worker that has just started
            // on a busy machine may be asked for more than it can do.
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            answer = await AskAsync(HttpMethod.Post, "me/tokens");
        }

        return answer;
    }

    private Task StepAsync() => random.Next(100) switch
    {
        < 60 => AskAsync(HttpMethod.Post, "me/tokens"),
        < 70 => AskAsync(HttpMethod.Put, "me/identity"),
        < 80 => AskAsync(HttpMethod.Get, "me/identity"),
        < 90 => EndAsync(HttpMethod.Post, "me/tokens/revoke", isDelete: false),
        _ => EndAsync(HttpMethod.Delete, "me/identity", isDelete: true),
    };

    private async Task<ServiceAnswer?> AskAsync(HttpMethod method, string path)
    {
        SignInIfNeeded();
        var began = sessionBegan;
        var answer = await service.AskAsync(method, path, session);
        history.Count(answer);
        if (answer is { Status: HttpStatusCode.Unauthorized })
        {
            session = null;
        }

        if (answer?.Identity is { } identity)
        {
            history.Identities.Add(new(user, identity, clock.GetTimestamp()));
        }

        if (answer?.Token is { } token)
        {
            history.Tokens.Add(new(user, token, began));
        }

        return answer;
    }

    private async Task EndAsync(HttpMethod method, string path, bool isDelete)
    {
        SignInIfNeeded();
        var ended = session;
        var began = clock.GetTimestamp();
        var answer = await AskAsync(method, path);
        if (answer is { Status: HttpStatusCode.NoContent })
        {
            history.Ends.Add(new(user, began, isDelete, ended));
        }

        // Whatever came of it, the session may be over.
        session = null;
    }

    private void SignInIfNeeded()
    {
        if (session is null)
        {
            sessionBegan = clock.GetTimestamp();
            session = signIn.IssueToken(user);
        }
    }
}
