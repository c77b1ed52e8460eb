using System.Net;
using AcsFunctions.Identities;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Worker.Http;

/// <summary>Records who did what to whom, for what ends sessions and for everything that is done for another or for all.</summary>
public sealed partial class ActorLog(ILogger<ActorLog> logger)
{
    // A function's body may say which of two things is done; the invocation carries it from there to here, also where the act throws.
    private static readonly object ActKey = new();

    /// <summary>Says what the function does, where its name does not.</summary>
    public static void Name(HttpRequestData request, string act)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.FunctionContext.Items[ActKey] = act;
    }

    /// <param name="request">Names the function.</param>
    /// <param name="actor">Who.</param>
    /// <param name="subject">To whom.</param>
    /// <param name="act">What is done; recorded with its outcome, also where it throws.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Reply> RecordAsync(HttpRequestData request, Actor actor, UserId subject, Func<CancellationToken, Task<Reply>> act, CancellationToken cancellationToken) =>
        RecordAsync(request, actor, () => UserKey.Of(subject).Hash, act, cancellationToken);

    /// <param name="request">Names the function.</param>
    /// <param name="actor">Who.</param>
    /// <param name="subject">To whom, asked when it is done: the hash of a user, or a word such as <c>all</c>.</param>
    /// <param name="act">What is done; recorded with its outcome, also where it throws.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Reply> RecordAsync(HttpRequestData request, Actor actor, Func<string> subject, Func<CancellationToken, Task<Reply>> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(act);
        var outcome = "error";
        try
        {
            var reply = await act(cancellationToken);
            outcome = reply.Problem?.Code ?? (reply.Status == HttpStatusCode.Accepted ? "pending" : "ok");
            return reply;
        }
        finally
        {
            Log.Acted(logger, FunctionOf(request), subject(), actor.Kind, actor.Id, outcome);
        }
    }

    /// <summary>Records what a request that is for several did to one of them.</summary>
    public void Record(HttpRequestData request, Actor actor, UserId subject, string outcome)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        Log.Acted(logger, FunctionOf(request), UserKey.Of(subject).Hash, actor.Kind, actor.Id, outcome);
    }

    private static string FunctionOf(HttpRequestData request)
    {
        var context = request.FunctionContext;
        return context.Items.TryGetValue(ActKey, out var act) ? $"{context.FunctionDefinition.Name} ({act})" : context.FunctionDefinition.Name;
    }

    private static partial class Log
    {
        [LoggerMessage(2103, LogLevel.Information, "{Function} for {Subject} by {ActorKind} {ActorId}: {Outcome}")]
        public static partial void Acted(ILogger logger, string function, string subject, string actorKind, string actorId, string outcome);
    }
}
