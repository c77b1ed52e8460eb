using AcsFunctions.FunctionsHost.Tests.Fixtures;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(typeof(SameName), "'Twice'", "'tWICE'")]
    [InlineData(typeof(BadName), "'1st'")]
    [InlineData(typeof(HostName), "'host'")]
    [InlineData(typeof(TwoTriggers), "'Both'", "it has 2")]
    [InlineData(typeof(QueueFunction), "'Queue'", "'queueTrigger'")]
    [InlineData(typeof(AdminRoute), "'A'", "'admin/users'")]
    [InlineData(typeof(RuntimeRoute), "'R'", "'RuntimeX'")]
    [InlineData(typeof(SameRoute), "'First'", "'Second'")]
    [InlineData(typeof(BrokenRoute), "'Broken'", "'a/{b'")]
    [InlineData(typeof(UnknownConstraint), "'Strange'", "'a/{b:strange}'")]
    public async Task What_the_real_host_would_not_load_is_refused_and_named(Type functions, params string[] named)
    {
        var refusal = await Assert.ThrowsAsync<FunctionsHostException>(() => HostRun.StartAsync(functions));

        Assert.All(named, name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_worker_itself_refuses_is_told_in_its_words()
    {
        var refusal = await Assert.ThrowsAsync<WorkerStartException>(() => HostRun.StartAsync(typeof(NoBinding)));

        Assert.StartsWith("Functions must declare at least one binding.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("System.InvalidOperationException", refusal.Failure);
    }

    [Fact]
    public async Task The_same_route_for_other_methods_is_not_refused()
    {
        await using var run = await HostRun.StartAsync(typeof(SharedRoute));

        Assert.Equal("200 get", await run.SendAsync(HttpMethod.Get, "api/shared"));
        Assert.Equal("200 put", await run.SendAsync(HttpMethod.Put, "api/shared"));
        Assert.Equal("404", await run.SendAsync(HttpMethod.Post, "api/shared"));
    }

    [Fact]
    public async Task Every_accepted_shape_is_described()
    {
        await using var run = await HostRun.StartAsync(typeof(SharedRoute), typeof(RoutingTests.Site));

        var described = run.Host.Functions.Single(function => function.Name == "SharedPut");

        Assert.Equal(["Any", "Decoded", "Number", "Optional", "Plain", "Rest", "SharedGet", "SharedPut", "Unique"], run.Host.Functions.Select(function => function.Name));
        Assert.Equal(FunctionKind.Http, described.Kind);
        Assert.Equal(["PUT"], described.Methods);
        Assert.Equal("api/Shared", described.Route);
        Assert.Equal(FunctionAuthorizationLevel.Anonymous, described.AuthorizationLevel);
        Assert.Null(described.Schedule);
        Assert.Empty(run.Host.Functions[0].Methods);
    }

    internal sealed class SharedRoute
    {
        [Function("SharedGet")]
        public HttpResponseData Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "shared")] HttpRequestData request) => request.Text("get");

        [Function("SharedPut")]
        public HttpResponseData Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "/Shared/")] HttpRequestData request) => request.Text("put");
    }

    internal sealed class SameName
    {
        [Function("Twice")]
        public void First([TimerTrigger("0 * * * * *")] TimerInfo timer) => throw new NotSupportedException();

        [Function("tWICE")]
        public void Second([TimerTrigger("0 * * * * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    internal sealed class BadName
    {
        [Function("1st")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    internal sealed class HostName
    {
        [Function("host")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    internal sealed class NoBinding
    {
        [Function("Idle")]
        public void Run(HttpRequestData request) => throw new NotSupportedException();
    }

    internal sealed class TwoTriggers
    {
        [Function("Both")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
            throw new NotSupportedException();
    }

    internal sealed class QueueFunction
    {
        [Function("Queue")]
        public void Run([QueueLikeTrigger] string message) => throw new NotSupportedException();
    }

    internal sealed class AdminRoute
    {
        [Function("A")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "/admin/users")] HttpRequestData request) => throw new NotSupportedException();
    }

    internal sealed class RuntimeRoute
    {
        [Function("R")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "RuntimeX")] HttpRequestData request) => throw new NotSupportedException();
    }

    internal sealed class SameRoute
    {
        [Function("First")]
        public void First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same")] HttpRequestData request) => throw new NotSupportedException();

        [Function("Second")]
        public void Second([HttpTrigger(AuthorizationLevel.Anonymous, "put", "GET", Route = "Same")] HttpRequestData request) => throw new NotSupportedException();
    }

    internal sealed class BrokenRoute
    {
        [Function("Broken")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b")] HttpRequestData request) => throw new NotSupportedException();
    }

    internal sealed class UnknownConstraint
    {
        [Function("Strange")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b:strange}")] HttpRequestData request) => throw new NotSupportedException();
    }
}
