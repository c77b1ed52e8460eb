using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>A fault hits the calls it was planned for and no others, before or after their effect as planned.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_dropped_call_before_the_effect_changes_nothing()
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.DropBeforeEffect);

        await Assert.ThrowsAsync<HttpRequestException>(() => wire.CreateIdentityAsync());

        Assert.Equal(0, wire.Emulator.Inspection.IdentityCount);
        Assert.Equal(new CallCount(1, 0), wire.Emulator.Inspection.CallsOf(AcsOperation.CreateIdentity));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_effect()
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.DropAfterEffect);

        await Assert.ThrowsAsync<HttpRequestException>(() => wire.CreateIdentityAsync());

        Assert.Equal(1, wire.Emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_late_call_takes_effect_when_its_caller_has_long_given_up()
    {
        await using var wire = Wire.Create();
        var late = new LateCall();
        wire.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.DropWithLateEffect(late));

        await Assert.ThrowsAsync<HttpRequestException>(() => wire.CreateIdentityAsync());
        var before = (late.Sent.IsCompleted, wire.Emulator.Inspection.IdentityCount);
        late.Arrive();

        Assert.Equal((true, 0), before);
        Assert.Equal(1, wire.Emulator.Inspection.IdentityCount);
        Assert.Throws<InvalidOperationException>(late.Arrive);
    }

    [Fact]
    public async Task A_truncated_answer_breaks_while_it_is_read()
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.TruncatedBody);

        await Assert.ThrowsAsync<HttpRequestException>(() => wire.CreateIdentityAsync());

        Assert.Equal(1, wire.Emulator.Inspection.IdentityCount);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_status_comes_instead_of_the_effect_or_after_it(bool afterEffect, int identities)
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.Answer(503, TimeSpan.FromSeconds(1.5), afterEffect));

        var answer = await wire.SendAsync("POST", "/identities");

        Assert.Equal((503, "2"), (answer.Status, answer.Headers["Retry-After"]));
        Assert.Equal(identities, wire.Emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_status_comes_without_Retry_After_unless_asked()
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.NextOfAny(Fault.Answer(429));

        var answer = await wire.SendAsync("POST", "/identities");

        Assert.Equal(429, answer.Status);
        Assert.False(answer.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task A_gateway_page_is_HTML()
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.NextOfAny(Fault.HtmlPage());

        var answer = await wire.SendAsync("POST", "/identities");

        Assert.Equal((502, "text/html"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.StartsWith("<html>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latency_passes_on_the_emulators_clock()
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.NextOfAny(Fault.Delay(TimeSpan.FromSeconds(20)));

        var call = wire.SendAsync("POST", "/identities");
        wire.Clock.Advance(TimeSpan.FromSeconds(19));
        var early = call.IsCompleted;
        wire.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(early);
        Assert.Equal(201, (await call).Status);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_held_call_waits_before_or_after_its_effect(bool afterEffect, int identities)
    {
        await using var wire = Wire.Create();
        var opened = new TaskCompletionSource();
        wire.Emulator.Faults.NextOfAny(Fault.HoldUntil(opened.Task, afterEffect));

        var call = wire.SendAsync("POST", "/identities");
        var whileHeld = (call.IsCompleted, wire.Emulator.Inspection.IdentityCount);
        opened.SetResult();

        Assert.Equal((false, identities), whileHeld);
        Assert.Equal(201, (await call).Status);
        Assert.Equal(1, wire.Emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_call_that_hangs_ends_when_its_caller_gives_up()
    {
        await using var wire = Wire.Create();
        using var http = new HttpClient(wire.Emulator.CreateHandler());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        wire.Emulator.Faults.NextOfAny(Fault.Hang);

        var call = http.PostAsync(new Uri(wire.Emulator.Endpoint, "/identities"), content: null, patience.Token);
        var hung = !call.IsCompleted;
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(hung);
    }

    [Fact]
    public async Task A_fault_strikes_the_planned_number_of_calls_of_its_operation_and_no_other()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        wire.Emulator.Faults.Next(AcsOperation.IssueAccessToken, Fault.Answer(500), calls: 2);

        var other = await wire.RevokeAsync(id);
        int[] issued = [(await wire.IssueAsync(id)).Status, (await wire.IssueAsync(id)).Status, (await wire.IssueAsync(id)).Status];

        Assert.Equal(204, other.Status);
        Assert.Equal([500, 500, 200], issued);
    }

    [Fact]
    public async Task Cleared_faults_do_not_strike()
    {
        await using var wire = Wire.Create();
        wire.Emulator.Faults.NextOfAny(Fault.DropBeforeEffect, calls: 3);

        wire.Emulator.Faults.Clear();

        Assert.Equal(201, (await wire.SendAsync("POST", "/identities")).Status);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(399)]
    [InlineData(600)]
    public void Only_an_error_status_can_be_planned(int status) => Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Answer(status));
}
