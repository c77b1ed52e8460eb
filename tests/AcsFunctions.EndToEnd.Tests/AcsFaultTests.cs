using System.Globalization;
using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>ACS throttles, fails, answers half or not at all.</summary>
public sealed class AcsFaultTests(ImpatientFixture fixture) : IClassFixture<ImpatientFixture>
{
    private const int Always = 10;

    private TestStack Stack => fixture.Stack;

    public static TheoryData<string> Faults => ["500", "503", "drop", "hang", "html", "truncated"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Issuing_when_ACS_stays_broken_answers_503_and_keeps_the_identity(string fault)
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var identity = (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Identity;
        Stack.Acs.Faults.Next(AcsOperation.IssueAccessToken, Of(fault), Always);

        var broken = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        Stack.Acs.Faults.Clear();
        var mended = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        broken.IsProblem(HttpStatusCode.ServiceUnavailable, "acs_unavailable");
        Assert.NotNull(broken.Header("Retry-After"));
        Assert.Equal(identity, mended.Is(HttpStatusCode.OK).Identity);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("drop")]
    [InlineData("html")]
    public async Task Issuing_survives_one_failure_of_ACS(string fault)
    {
        var session = Stack.SignIn(TestStack.NewUser());
        (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        Stack.Acs.Faults.Next(AcsOperation.IssueAccessToken, Of(fault));

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        answer.Is(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Creating_is_sent_once_when_its_outcome_is_unknown_and_maps_nothing(string fault)
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var before = Stack.Acs.Inspection.CallsOf(AcsOperation.CreateIdentity).Calls;
        Stack.Acs.Faults.Next(AcsOperation.CreateIdentity, Of(fault), Always);

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        Stack.Acs.Faults.Clear();

        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "acs_unavailable");
        Assert.Equal(before + 1, Stack.Acs.Inspection.CallsOf(AcsOperation.CreateIdentity).Calls);
        Assert.Null(await Stack.FindRowAsync(user));
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Creating_is_repeated_after_a_429_that_asks_for_a_short_wait()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        Stack.Acs.Faults.Next(AcsOperation.CreateIdentity, Fault.Answer(429, TimeSpan.FromSeconds(1)));

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        answer.Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(17, "17")]
    [InlineData(null, null)]
    public async Task Throttling_is_passed_on_with_a_time_to_wait(int? retryAfter, string? expected)
    {
        // A stack of its own: what ACS refuses holds the next calls back.
        await using var stack = await TestStack.StartAsync(fixture.Azurite);
        var session = stack.SignIn(TestStack.NewUser());
        (await stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        stack.Acs.Faults.Next(AcsOperation.IssueAccessToken, Fault.Answer(429, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null), Always);
        var before = stack.Acs.Inspection.CallsOf(AcsOperation.IssueAccessToken).Calls;

        var answer = await stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        stack.Acs.Faults.Clear();

        answer.IsProblem(HttpStatusCode.TooManyRequests, "acs_throttled");
        Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(expected ?? answer.Header("Retry-After"), answer.Header("Retry-After"));
        // Refused calls count against the quota, so a refusal is not answered with more calls.
        Assert.Equal(before + 1, stack.Acs.Inspection.CallsOf(AcsOperation.IssueAccessToken).Calls);
    }

    [Fact]
    public async Task Being_denied_by_ACS_is_502_and_loud()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        Stack.Acs.Faults.Next(AcsOperation.IssueAccessToken, Fault.Answer(401));

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        answer.IsProblem(HttpStatusCode.BadGateway, "acs_denied");
        Assert.Contains(Stack.Log.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("[1202]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("drop")]
    public async Task Deleting_while_ACS_is_broken_unmaps_now_answers_202_and_the_timer_finishes(string fault)
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var token = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        Stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Of(fault), Always);

        var answer = await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity");
        var stillThere = Stack.Acs.Inspection.FindIdentity(token.Identity);
        var row = await Stack.FindRowAsync(user);
        Stack.Acs.Faults.Clear();
        await Stack.CleanUpAsync();

        answer.Is(HttpStatusCode.Accepted);
        Assert.NotNull(stillThere);
        Assert.Null(row!.GetString("CommunicationUserId"));
        Assert.Null(Stack.Acs.Inspection.FindIdentity(token.Identity));
    }

    [Fact]
    public async Task Revoking_while_ACS_is_broken_ends_the_session_now_answers_202_and_the_timer_finishes()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var token = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        Stack.Acs.Faults.Next(AcsOperation.RevokeAccessTokens, Fault.Answer(500), Always);

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke");
        var withOldSession = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var wasValid = Stack.Acs.Inspection.Validate(token.Token).Valid;
        Stack.Acs.Faults.Clear();
        await Stack.CleanUpAsync();

        answer.Is(HttpStatusCode.Accepted);
        withOldSession.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        Assert.True(wasValid);
        Assert.False(Stack.Acs.Inspection.Validate(token.Token).Valid);
    }

    [Fact]
    public async Task An_identity_that_somebody_deleted_at_ACS_is_a_clear_failure_and_is_not_replaced_by_itself()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        Stack.Acs.Inspection.Reset();

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var row = await Stack.FindRowAsync(user);

        answer.IsProblem(HttpStatusCode.BadGateway, "identity_missing_at_acs");
        Assert.NotNull(row!.GetString("CommunicationUserId"));
    }

    [Fact]
    public async Task An_identity_that_somebody_deleted_at_ACS_is_replaced_where_configuration_says_so()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?> { ["Identities:WhenMissingAtAcs"] = "Recreate" });
        var session = stack.SignIn(TestStack.NewUser());
        var lost = (await stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Identity;
        stack.Acs.Inspection.Reset();

        var answer = await stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        Assert.NotEqual(lost, answer.Is(HttpStatusCode.OK).Identity);
        Assert.True(stack.Acs.Inspection.Validate(answer.Token).Valid);
    }

    private static Fault Of(string fault) => fault switch
    {
        "drop" => Fault.DropBeforeEffect,
        "hang" => Fault.Hang,
        "html" => Fault.HtmlPage(502),
        "truncated" => Fault.TruncatedBody,
        _ => Fault.Answer(int.Parse(fault, CultureInfo.InvariantCulture)),
    };
}
