using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.LookUpUsers;

/// <summary>A user's identity on the wire, or why there is none.</summary>
internal sealed record LookedUpUserBody(string UserId, UserBody? User, string? CreatedOn, string? LastTokenIssuedOn, string? Code, string? Detail)
{
    public static LookedUpUserBody Of(string userId, Problem problem) => new(userId, null, null, null, problem.Code, problem.Detail);

    public static LookedUpUserBody Of(string userId, Result<UserRow, Refusal> answer) => answer.IsRefused
        ? Of(userId, Problem.Of(answer.Refusal))
        : new(
            userId,
            UserBody.Of(answer.Value.CommunicationUserId!),
            Iso8601.FormatOrNull(answer.Value.CreatedOn),
            Iso8601.FormatOrNull(answer.Value.LastTokenIssuedOn),
            null,
            null);
}
