using System.Net;
using AcsFunctions.Identities;
using AcsFunctions.Worker.Responses;

namespace AcsFunctions.Worker.Endpoints;

/// <summary>How far a promise has come, as a status.</summary>
internal static class CompletionReply
{
    public static Reply Of(Answer<Completion> answer) => answer.IsRefused
        ? answer.Refusal
        : Reply.Empty(answer.Value == Completion.Done ? HttpStatusCode.NoContent : HttpStatusCode.Accepted);
}
