using System.Net;
using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Http;

/// <summary>201 where the identity is new to the user, 200 where it was there.</summary>
internal static class IdentityReply
{
    public static Reply Of(Result<EnsuredIdentity, Refusal> answer) => answer.IsRefused
        ? answer.Refusal
        : Reply.Of(answer.Value.WasCreated ? HttpStatusCode.Created : HttpStatusCode.OK, IdentityBody.Of(answer.Value.Row), HttpJson.Default.IdentityBody);
}
