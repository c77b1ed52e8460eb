using System.Net;
using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Http;

/// <summary>How far a deletion or revocation has got, as a status.</summary>
internal static class CompletionReply
{
    public static Reply Of(Result<Completion, Refusal> answer) => answer.IsRefused
        ? answer.Refusal
        : Reply.Empty(answer.Value == Completion.Done ? HttpStatusCode.NoContent : HttpStatusCode.Accepted);
}
