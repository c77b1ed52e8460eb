using System.Net;
using System.Text;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Answers that only another configuration gives.</summary>
public sealed class ConfiguredAnswersTests(
    UnconfiguredFixture unconfigured, LostIssuerFixture lost, WithoutTeamsFixture withoutTeams, PlatformFixture platform, KnownSignInFixture knownSignIn)
    : IClassFixture<UnconfiguredFixture>, IClassFixture<LostIssuerFixture>, IClassFixture<WithoutTeamsFixture>, IClassFixture<PlatformFixture>, IClassFixture<KnownSignInFixture>
{
    public static MatrixTheoryData<Family, UserOperation> SignedIn => new([Family.Self, Family.Admin], Enum.GetValues<UserOperation>());

    [Theory]
    [MemberData(nameof(SignedIn))]
    public async Task No_issuer_is_configured_or_none_can_be_reached(Family family, UserOperation operation)
    {
        (await unconfigured.SendAsync(family, operation)).IsProblem(HttpStatusCode.ServiceUnavailable, "authentication_not_configured");
        (await lost.SendAsync(family, operation)).IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");
    }

    [Theory]
    [MemberData(nameof(SignedIn))]
    public async Task The_sign_in_must_be_known(Family family, UserOperation operation) =>
        (await knownSignIn.SendAsync(family, operation)).IsProblem(HttpStatusCode.Unauthorized, "auth_time_missing");

    [Theory]
    [InlineData(Family.Self)]
    [InlineData(Family.Admin)]
    [InlineData(Family.Keyed)]
    public async Task No_Teams_application_is_configured(Family family)
    {
        (await withoutTeams.SendAsync(family, UserOperation.Exchange)).IsProblem(HttpStatusCode.ServiceUnavailable, "teams_not_configured");
    }

    [Theory]
    [MemberData(nameof(SignedIn))]
    public async Task The_platform_and_the_token_disagree(Family family, UserOperation operation)
    {
        var credential = platform.Credential(family, TestStack.NewUser());
        var principal = PlatformFixture.Principal(TestStack.NewUser());

        var answer = await platform.SendAsync(
            family,
            operation,
            "local|anyone",
            request =>
            {
                credential(request);
                principal(request);
            },
            content: null);

        answer.IsProblem(HttpStatusCode.Unauthorized, "conflicting_credentials");
    }

    [Fact]
    public async Task A_user_whom_Entra_does_not_know_has_no_Teams_token()
    {
        var answer = await platform.SendAsync(
            Family.Self,
            UserOperation.Exchange,
            "",
            PlatformFixture.Principal(TestStack.NewUser()),
            new StringContent(ScriptedFixture.TeamsBody(Family.Self), Encoding.UTF8, "application/json"));

        answer.IsProblem(HttpStatusCode.Forbidden, "teams_user_unknown");
    }

    [Theory]
    [InlineData(UserOperation.Issue)]
    [InlineData(UserOperation.Exchange)]
    public async Task A_user_asks_too_often(UserOperation operation)
    {
        var user = TestStack.NewUser();
        (await platform.SendForAsync(user, Family.Self, UserOperation.Issue)).Is(HttpStatusCode.OK);

        (await platform.SendForAsync(user, Family.Self, operation)).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
    }
}
