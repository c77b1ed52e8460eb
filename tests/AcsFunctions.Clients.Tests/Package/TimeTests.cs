using System.Net;
using AcsFunctions.Acs;
using AcsFunctions.Client;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using Completion = AcsFunctions.Client.Models.Completion;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>The package has the patience that the service needs, and no more than its caller was promised.</summary>
public sealed class TimeTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Pauses are jumped over; what limits attempts and calls is longer.
    private readonly JumpingClock clock = new(Start, longestWait: TimeSpan.FromSeconds(10));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The longest that the service works on a call by its defaults: a hanging ACS, and storage that nearly gives up.
    private static TimeSpan Longest => new AcsOptions().Deadline + new IdentityStoreOptions().AttemptTimeout;

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "acs_throttled", 10, 0, 4)]
    [InlineData(HttpStatusCode.TooManyRequests, "acs_throttled", 10, 5, 3)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "acs_unavailable", 5, 17, 2)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "acs_unavailable", 5, 24, 2)]
    public async Task A_refusal_that_lasts_is_what_the_caller_is_told(HttpStatusCode status, string code, int retryAfter, int takes, int calls)
    {
        var service = new ScriptedService(After(TimeSpan.FromSeconds(takes), ScriptedService.Problem(status, code, retryAfter)));

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(
            () => Clients.Over(service, clock).IssueTokenAsync("shop|1", cancellationToken: Cancellation));

        Assert.Equal((code, status, TimeSpan.FromSeconds(retryAfter), calls), (refusal.Code, refusal.Status, refusal.RetryAfter, service.Calls));
        Assert.InRange(clock.GetUtcNow() - Start, TimeSpan.Zero, TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task What_the_service_recorded_while_ACS_hung_is_no_outage()
    {
        var service = new ScriptedService(After(Longest, ScriptedService.Status(HttpStatusCode.Accepted)));
        var client = Clients.Over(service, clock);

        var revoked = await client.RevokeTokensAsync("shop|1", Cancellation);
        var deleted = await client.DeleteIdentityAsync("shop|1", Cancellation);

        Assert.Equal((Completion.Accepted, Completion.Accepted, 2), (revoked, deleted, service.Calls));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for()
    {
        var service = new ScriptedService(After(TimeSpan.FromSeconds(26), ScriptedService.Status(HttpStatusCode.Accepted)));

        var lost = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(service, clock).RevokeTokensAsync("shop|1", Cancellation));

        Assert.Equal(AcsFunctionsException.NetworkError, lost.Code);
    }

    [Fact]
    public async Task What_may_be_sent_again_is_after_an_attempt_without_an_answer()
    {
        var service = new ScriptedService(After(TimeSpan.FromSeconds(26), ScriptedService.Json(ResilienceTests.Token)), ScriptedService.Json(ResilienceTests.Token));

        await Clients.Over(service, clock).IssueTokenAsync("shop|1", cancellationToken: Cancellation);

        Assert.Equal(2, service.Calls);
    }

    [Fact]
    public async Task A_gateways_date_is_no_reason_to_wait_for_it()
    {
        var service = new ScriptedService(() =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.BadGateway);
            answer.Headers.RetryAfter = new(Start.AddHours(1));
            return answer;
        });

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(service, clock).IssueTokenAsync("shop|1", cancellationToken: Cancellation));

        Assert.Equal((AcsFunctionsException.UnexpectedAnswer, HttpStatusCode.BadGateway, 4), (refusal.Code, refusal.Status, service.Calls));
    }

    private Func<HttpResponseMessage> After(TimeSpan time, Func<HttpResponseMessage> answer) => () =>
    {
        clock.Advance(time);
        return answer();
    };
}
