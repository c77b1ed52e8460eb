using System.Collections.Concurrent;
using System.Diagnostics;
using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class TraceTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = $"00-{TraceId}-b7ad6b7169203331-01";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_apps_spans_continue_the_callers_trace(bool isListening)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => isListening && source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var run = await HostRun.StartAsync(typeof(Traced));

        await run.SendAsync(HttpMethod.Get, "api/traced", null, ("traceparent", Parent), ("tracestate", "a=b"));
        var seen = await run.Service<Calls>().NextAsync<Seen>();

        Assert.Equal(Parent, seen.TraceParent);
        Assert.Equal("a=b", seen.TraceState);
        // A worker to whose spans nobody listens makes none.
        Assert.Equal(isListening ? TraceId : null, seen.CurrentTrace);
        Assert.Equal(isListening ? "Invoke" : null, seen.CurrentName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Without_a_usable_parent_each_request_starts_a_trace(string? parent)
    {
        await using var run = await HostRun.StartAsync(typeof(Traced));
        (string, string)[] headers = parent is null ? [] : [("traceparent", parent)];

        await run.SendAsync(HttpMethod.Get, "api/traced", null, headers);
        await run.SendAsync(HttpMethod.Get, "api/traced", null, headers);
        var first = await run.Service<Calls>().NextAsync<Seen>();
        var second = await run.Service<Calls>().NextAsync<Seen>();

        Assert.True(ActivityContext.TryParse(first.TraceParent, null, out var firstTrace));
        Assert.True(ActivityContext.TryParse(second.TraceParent, null, out var secondTrace));
        Assert.NotEqual(firstTrace.TraceId, secondTrace.TraceId);
    }

    [Fact]
    public async Task Without_a_parent_the_invocation_belongs_to_a_span_that_an_exporter_takes_for_recorded()
    {
        var parents = new ConcurrentQueue<ActivityContext>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                parents.Enqueue(options.Parent);
                return ActivitySamplingResult.None;
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var run = await HostRun.StartAsync(typeof(Traced));

        await run.SendAsync(HttpMethod.Get, "api/traced", null);
        await run.Service<Calls>().NextAsync<Seen>();

        Assert.NotEmpty(parents);
        Assert.All(parents, parent => Assert.Equal(ActivityTraceFlags.Recorded, parent.TraceFlags));
    }

    [Fact]
    public async Task A_scheduled_run_is_not_part_of_the_trace_that_started_the_host()
    {
        using var outer = new Activity("outer").Start();
        await using var run = await HostRun.StartAsync(typeof(TracedTimer));

        var seen = await run.Service<Calls>().NextAsync<Seen>();

        Assert.True(ActivityContext.TryParse(seen.TraceParent, null, out var trace));
        Assert.NotEqual(outer.TraceId, trace.TraceId);
        Assert.NotEqual(outer.TraceId.ToString(), seen.CurrentTrace);
    }

    internal sealed record Seen(string TraceParent, string TraceState, string? CurrentTrace, string? CurrentName);

    internal sealed class Traced(Calls calls)
    {
        [Function("Traced")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, FunctionContext context) => calls.Report(See(context));

        public static Seen See(FunctionContext context) => new(
            context.TraceContext.TraceParent, context.TraceContext.TraceState, Activity.Current?.TraceId.ToString(), Activity.Current?.OperationName);
    }

    internal sealed class TracedTimer(Calls calls)
    {
        [Function("TracedTimer")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, FunctionContext context) => calls.Report(Traced.See(context));
    }
}
