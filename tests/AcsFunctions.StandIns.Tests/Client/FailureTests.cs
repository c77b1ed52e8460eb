using Azure;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class FailureTests
{
    private const string Envelope = """{"error":{"code":"IdentityNotOwned","message":"Provided identity doesn't belong to the resource.","innererror":{"code":"x","message":"y"}}}""";

    private readonly ScriptedService service = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Calls.InBothStyles), MemberType = typeof(Calls))]
    public async Task A_refusal_carries_the_services_status_and_code(string operation, CallStyle style)
    {
        service.Answers(401, Envelope);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.Client().Send(operation, style, Cancel));

        Assert.Equal((401, "IdentityNotOwned"), (refused.Status, refused.ErrorCode));
        Assert.Contains("doesn't belong to the resource", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>Bad gateway</body></html>", "text/html")]
    [InlineData("", "application/json")]
    [InlineData("{\"error\":", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("{\"error\":\"text\"}", "application/json")]
    [InlineData(null, "application/json")]
    public async Task A_refusal_that_is_not_an_envelope_still_carries_its_status(string? body, string contentType)
    {
        service.Answers(404, body, contentType);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.Client().DeleteUserAsync(Calls.User, Cancel));

        Assert.Equal(404, refused.Status);
        Assert.Null(refused.ErrorCode);
    }

    [Theory]
    [InlineData("CreateUser", 200)]
    [InlineData("CreateUserAndToken", 202)]
    [InlineData("GetToken", 201)]
    [InlineData("GetTokenForTeamsUser", 204)]
    [InlineData("RevokeTokens", 200)]
    [InlineData("DeleteUser", 202)]
    public async Task Another_kind_of_success_is_not_taken_for_the_documented_one(string operation, int status)
    {
        service.Answers(status, Calls.Created);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.Client().Send(operation, CallStyle.Asynchronous, Cancel));

        Assert.Equal(status, refused.Status);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task A_passing_failure_is_tried_four_times_in_all(int status)
    {
        foreach (var _ in Enumerable.Range(0, 8))
        {
            service.Answers(status, null, "application/json", ("Retry-After", "0"));
        }

        foreach (var style in Enum.GetValues<CallStyle>())
        {
            var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.Client().Send("GetToken", style, Cancel));
            Assert.Equal(status, refused.Status);
        }

        Assert.Equal(8, service.Requests.Count);
        Assert.Single(service.Requests.Select(request => request.Text).Distinct());
        Assert.Equal(2, service.Requests.Select(request => request.Headers["x-ms-client-request-id"]).Distinct().Count());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task A_lasting_refusal_is_not_repeated(int status)
    {
        service.Answers(status, Envelope).Succeeds("GetToken");

        await Assert.ThrowsAsync<RequestFailedException>(() => service.Client().Send("GetToken", CallStyle.Asynchronous, Cancel));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_dropped_connection_is_tried_again_and_then_has_no_status()
    {
        service.Breaks().Succeeds("CreateUser");
        await service.Client().CreateUserAsync(Cancel);

        var failed = await Assert.ThrowsAsync<AggregateException>(() => service.Breaks().Breaks().Breaks().Breaks().Client().CreateUserAsync(Cancel));

        Assert.Equal(6, service.Requests.Count);
        Assert.All(failed.InnerExceptions, inner => Assert.Equal(0, Assert.IsType<RequestFailedException>(inner).Status));
    }

    [Theory]
    [MemberData(nameof(Calls.InBothStyles), MemberType = typeof(Calls))]
    public async Task A_cancelled_call_is_not_sent(string operation, CallStyle style)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Client().Send(operation, style, cancelled.Token));

        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData(CallStyle.Synchronous)]
    [InlineData(CallStyle.Asynchronous)]
    public async Task Cancelling_ends_the_retries(CallStyle style)
    {
        using var cancelled = new CancellationTokenSource();
        service.Answers(500).Answers(500).Answers(500).Answers(500).Asked = cancelled.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Client().Send("CreateUser", style, cancelled.Token));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_token_is_never_part_of_a_failure()
    {
        service.Answers(400, """{"error":{"code":"ValidationError","message":"no"}}""");
        var options = new Azure.Communication.Identity.GetTokenForTeamsUserOptions("an-entra-token-of-a-user", "app", "user");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.Client().GetTokenForTeamsUserAsync(options, Cancel));

        Assert.Contains("an-entra-token-of-a-user", service.Requests[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("an-entra-token-of-a-user", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Signature=", refused.ToString(), StringComparison.Ordinal);
    }
}
