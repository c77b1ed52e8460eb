using System.Net;
using System.Text;
using AcsFunctions.EndToEnd.Tests.Contract;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.ExportIdentities;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.EndToEnd.Tests.Jobs;

/// <summary>What operators' routes refuse, and how; whether the contract describes it is the checks' to say.</summary>
public sealed class OperatorAnswersTests(StackFixture fixture) : IClassFixture<StackFixture>, IAsyncDisposable
{
    private const string CleanUp = "api/keyed/operations/clean-up";
    private const string WindDown = "api/keyed/operations/wind-down";
    private const string Export = "api/keyed/operations/wind-down/export";

    // Of a test that spoils rows.
    private TestStack? own;

    private TestStack Stack => own ?? fixture.Stack;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(CleanUp)]
    [InlineData(WindDown)]
    public async Task A_body_that_makes_no_sense_cannot_start_anything(string path)
    {
        (await SendAsync(path, new StringContent("""{"dryrun":true}""", Encoding.UTF8, "application/json"))).IsProblem(HttpStatusCode.BadRequest, "invalid_body");
        (await SendAsync(path, new StringContent("""{"dryRun":true}""", Encoding.UTF8, "text/plain"))).IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        (await SendAsync(path, new ByteArrayContent(new byte[40_000]))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        // Taken for no body at all, this would be no dry run.
        (await SendAsync(path, new ChunkedContent("""{"dryRun":true}"""))).IsProblem(HttpStatusCode.LengthRequired, "length_required");

        Assert.Empty(await RunsAsync());
    }

    [Theory]
    [InlineData("GET", Export)]
    [InlineData("GET", "api/keyed/operations/some")]
    [InlineData("DELETE", "api/keyed/operations/some")]
    public async Task No_body_is_ignored(string method, string path) =>
        (await Stack.WithKeyAsync(Stack.MasterKey, new HttpMethod(method), path, """{"dryRun":true}""")).IsProblem(HttpStatusCode.BadRequest, "invalid_body");

    [Fact]
    public async Task Rows_that_this_version_does_not_write_cannot_stop_operators()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        await Stack.Table.AddEntityAsync(new TableEntity("clean-up", "run-strange") { ["Kind"] = "Dance", ["Status"] = "Running" }, TestContext.Current.CancellationToken);
        await Stack.Table.AddEntityAsync(new TableEntity("00", "user-strange") { ["CommunicationUserId"] = "8:acs:some" }, TestContext.Current.CancellationToken);

        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, CleanUp)).Is(HttpStatusCode.Accepted);
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, WindDown, """{"dryRun":true}""")).Is(HttpStatusCode.Accepted);
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, "api/keyed/operations/strange")).IsProblem(HttpStatusCode.NotFound, "operation_not_found");
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Delete, "api/keyed/operations/strange")).IsProblem(HttpStatusCode.NotFound, "operation_not_found");
        Assert.Empty((await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, Export)).Is(HttpStatusCode.OK).Json.GetProperty("identities").EnumerateArray());
    }

    [Fact]
    public async Task A_report_that_somebody_spoilt_is_a_fault_and_not_an_answer()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        var run = (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, CleanUp)).Is(HttpStatusCode.Accepted).Json.GetProperty("operationId").GetString();
        await Stack.Table.UpdateEntityAsync(
            new TableEntity("clean-up", "run-" + run) { ["Report"] = "{" }, Azure.ETag.All, TableUpdateMode.Merge, TestContext.Current.CancellationToken);

        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, "api/keyed/operations/" + run)).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Delete, "api/keyed/operations/" + run)).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
    }

    [Theory]
    [InlineData(CleanUp)]
    [InlineData(WindDown)]
    public async Task A_job_that_is_under_way_and_was_spoilt_is_not_taken_for_none(string path)
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        const string body = """{"dryRun":true}""";
        var run = (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, path, body)).Is(HttpStatusCode.Accepted).Json.GetProperty("operationId").GetString();
        await Stack.Table.UpdateEntityAsync(
            new TableEntity("clean-up", "run-" + run) { ["Report"] = "{" }, Azure.ETag.All, TableUpdateMode.Merge, TestContext.Current.CancellationToken);

        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, path, body)).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
    }

    [Fact]
    public async Task An_export_that_fails_as_nobody_planned_says_so()
    {
        await using var other = await TestStack.StartAsync(
            fixture.Azurite, configureApp: builder => builder.Services.AddSingleton<ILogger<ExportIdentitiesOperation>>(new FullLog()));
        // A row that is passed over, which the log would tell of.
        await other.Table.AddEntityAsync(new TableEntity("00", "user-strange") { ["CommunicationUserId"] = "8:acs:some" }, TestContext.Current.CancellationToken);

        (await other.WithKeyAsync(other.MasterKey, HttpMethod.Get, Export)).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
    }

    private sealed class FullLog : ILogger<ExportIdentitiesOperation>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The log is full.");
    }

    private Task<ApiAnswer> SendAsync(string path, HttpContent content) => Stack.SendAsync(HttpMethod.Post, path, null, request =>
    {
        request.Content = content;
        request.Headers.Add("x-functions-key", Stack.MasterKey);
    });

    private async Task<IReadOnlyList<TableEntity>> RunsAsync()
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Stack.Table.QueryAsync<TableEntity>("PartitionKey eq 'clean-up'", cancellationToken: TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
