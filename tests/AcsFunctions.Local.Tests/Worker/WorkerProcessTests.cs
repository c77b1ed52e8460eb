using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AcsFunctions.AcsEmulator;
using AcsFunctions.Local.Tests.CommandLine;

namespace AcsFunctions.Local.Tests.Worker;

/// <summary>The function app as the process that is deployed: how it starts, serves, dies and stops.</summary>
public sealed class WorkerProcessTests(WorkerProcessFixture fixture) : IClassFixture<WorkerProcessFixture>
{
    // Long enough for a busy machine; what is waited for comes by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LocalStack Stack => fixture.Stack;

    private Process Worker => Process.GetProcessById(Assert.Single(Stack.Functions.WorkerProcessIds));

    [Fact]
    public async Task The_worker_is_a_process_started_as_the_real_host_starts_it()
    {
        var command = await Shell.RunAsync($"ps -o args= -p {Worker.Id}");

        Assert.Contains("AcsFunctions.Worker.dll --functions-uri http://127.0.0.1:", command, StringComparison.Ordinal);
        Assert.Matches("--functions-worker-id [0-9a-f-]{36} --functions-request-id [0-9a-f-]{36} --functions-grpc-max-message-length 2147483647", command);
    }

    [Fact]
    public async Task Every_kind_of_trigger_is_served()
    {
        using var open = await Stack.Http.GetAsync("api/health/ready", Cancellation);
        using var byToken = await IssueAsync("trigger");
        using var withoutKey = await SendAsync(HttpMethod.Put, "api/keyed/users/local%7Ctrigger/identity");
        using var withKey = await SendAsync(HttpMethod.Put, "api/keyed/users/local%7Ctrigger/identity", Stack.Functions.Keys.Function);
        using var byMaster = await SendAsync(HttpMethod.Get, "api/keyed/operations/wind-down/export", Stack.Functions.Keys.Master);
        using var asked = await SendAsync(HttpMethod.Post, "api/keyed/operations/clean-up", Stack.Functions.Keys.Function, """{"dryRun":true}""");
        await Stack.Functions.InvokeTimerAsync("CarryOutRuns", Cancellation);
        using var done = await SendAsync(HttpMethod.Get, asked.Headers.Location!.ToString(), Stack.Functions.Keys.Function);

        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byToken.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, withoutKey.StatusCode);
        Assert.Equal(HttpStatusCode.OK, withKey.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byMaster.StatusCode);
        Assert.Equal("finished", (string?)JsonNode.Parse(await done.Content.ReadAsStringAsync(Cancellation))!["status"]);
    }

    [Fact]
    public async Task A_worker_killed_under_load_loses_the_calls_in_flight_and_none_that_came_later_which_another_worker_serves()
    {
        const int Callers = 8;
        var killed = Worker;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stack.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.HoldUntil(gate.Task));
        var held = IssueAsync("lost");
        await UntilAsync(() => Stack.Emulator.Faults.Pending.Count == 0);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (answered, lost) = (new ConcurrentBag<long>(), new ConcurrentBag<HttpStatusCode>());
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallOnAsync($"load{caller}", enough.Token), Cancellation)).ToArray();
        await UntilAsync(() => answered.Count > 5 * Callers);

        killed.Kill();
        var killedOn = TimeProvider.System.GetTimestamp();
        using var inFlight = await held;
        using var next = await IssueAsync("next");
        gate.SetResult();
        await UntilAsync(() => answered.Count(on => on > killedOn) > 5 * Callers);
        await enough.CancelAsync();
        await Task.WhenAll(callers);

        Assert.Equal(HttpStatusCode.InternalServerError, inFlight.StatusCode);
        Assert.Empty(await inFlight.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.NotEqual(killed.Id, Worker.Id);
        Assert.Contains(fixture.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("has ended unexpectedly", StringComparison.Ordinal));
        // Each caller has one call in flight, and sends the next when it has the answer.
        Assert.InRange(lost.Count, 1, Callers);
        Assert.All(lost, status => Assert.Equal(HttpStatusCode.InternalServerError, status));
        TestContext.Current.TestOutputHelper!.WriteLine($"{lost.Count} of {Callers} calls in flight were lost; the next was answered after {TimeProvider.System.GetElapsedTime(killedOn, answered.Where(on => on > killedOn).Min()).TotalSeconds:0.0} s.");

        async Task CallOnAsync(string caller, CancellationToken stop)
        {
            for (var call = 0; !stop.IsCancellationRequested; call++)
            {
                using var answer = await IssueAsync($"{caller}-{call}");
                if (answer.IsSuccessStatusCode)
                {
                    answered.Add(TimeProvider.System.GetTimestamp());
                }
                else
                {
                    lost.Add(answer.StatusCode);
                }
            }
        }
    }

    [Fact]
    public async Task Ctrl_c_reaches_the_worker_and_leaves_its_end_to_the_host()
    {
        var worker = Worker;

        await Shell.RunAsync($"kill -INT {worker.Id}");
        using var answered = await IssueAsync("interrupted");

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(worker.Id, Worker.Id);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_invocation_quietly()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stack.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.HoldUntil(gate.Task));
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var before = fixture.Logs.Lines.Count;

        var call = IssueUntilAsync("gone", caller.Token);
        await UntilAsync(() => Stack.Emulator.Faults.Pending.Count == 0);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        gate.SetResult();
        await UntilAsync(() => Since(before).Any(line => line.Contains("Executed 'IssueMyToken' (Succeeded", StringComparison.Ordinal)));

        Assert.DoesNotContain(Since(before), line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.DoesNotContain(Since(before), line => line.Contains("Exception", StringComparison.Ordinal) && line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_lets_the_worker_answer_what_it_has_and_end_by_itself()
    {
        var logs = new LogLines();
        var stack = await LocalStack.StartAsync(fixture.WithLog(logs), Cancellation);
        using var worker = Process.GetProcessById(Assert.Single(stack.Functions.WorkerProcessIds));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stack.Emulator.Faults.Next(AcsOperation.CreateIdentity, Fault.HoldUntil(gate.Task));
        using HttpClient http = new() { BaseAddress = stack.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stack.SignIn.IssueToken("last"));
        var inFlight = http.PostAsync("api/me/tokens", null, Cancellation);
        await UntilAsync(() => stack.Emulator.Faults.Pending.Count == 0);

        var stopped = stack.DisposeAsync().AsTask();
        gate.SetResult();
        using var answered = await inFlight;
        await stopped;
        await worker.WaitForExitAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.DoesNotContain(logs.Lines, line => line.Contains("has ended unexpectedly", StringComparison.Ordinal));
    }

    private IReadOnlyList<string> Since(int count) => [.. fixture.Logs.Lines.Skip(count)];

    private Task<HttpResponseMessage> IssueAsync(string user) => IssueUntilAsync(user, Cancellation);

    private async Task<HttpResponseMessage> IssueUntilAsync(string user, CancellationToken hungUp)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/me/tokens");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Stack.SignIn.IssueToken(user));
        return await Stack.Http.SendAsync(request, hungUp);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key = null, string? json = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        return await Stack.Http.SendAsync(request, Cancellation);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }
}
