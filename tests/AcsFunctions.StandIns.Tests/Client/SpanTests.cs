using System.Diagnostics;
using Azure;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class SpanTests : IDisposable
{
    private readonly ScriptedService service = new();
    private readonly List<Activity> spans = [];
    private readonly ActivityListener listener;
    private readonly Activity test = new Activity(nameof(SpanTests)).Start();

    public SpanTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Azure.Communication.Identity.CommunicationIdentityClient",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Other tests call clients at the same time.
            ActivityStopped = span => { if (span.TraceId == test.TraceId) { spans.Add(span); } },
        };
        ActivitySource.AddActivityListener(listener);
    }

    [Theory]
    [MemberData(nameof(Calls.InBothStyles), MemberType = typeof(Calls))]
    public async Task A_call_is_one_span_of_the_clients_own_source(string operation, CallStyle style)
    {
        await service.Succeeds(operation).Client().Send(operation, style, TestContext.Current.CancellationToken);

        var span = Assert.Single(spans);
        Assert.Equal($"CommunicationIdentityClient.{operation}", span.OperationName);
        Assert.Equal("Microsoft.Communication", span.GetTagItem("az.namespace"));
        Assert.NotEqual(ActivityStatusCode.Error, span.Status);
    }

    [Fact]
    public async Task A_failure_shows_by_its_code()
    {
        service.Answers(401, """{"error":{"code":"Denied","message":"Denied by the resource provider."}}""");

        await Assert.ThrowsAsync<RequestFailedException>(() => service.Client().CreateUserAsync(TestContext.Current.CancellationToken));

        var span = Assert.Single(spans);
        Assert.Equal((ActivityStatusCode.Error, "Denied"), (span.Status, span.GetTagItem("error.type")));
    }

    public void Dispose()
    {
        test.Dispose();
        listener.Dispose();
    }
}
