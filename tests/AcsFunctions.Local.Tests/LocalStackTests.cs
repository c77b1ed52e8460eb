using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using AcsFunctions.FunctionsHost;
using AcsFunctions.FunctionsHost.Workers;
using AcsFunctions.Local.Tests.SignIn;
using AcsFunctions.Local.Tests.Worker;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Local.Tests;

public sealed class LocalStackTests(SharedAzurite azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_stacks_on_one_table_service_serve_the_same_user()
    {
        var table = SharedAzurite.OwnTable();
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        var created = await CreateIdentityAsync(one);
        var found = await CreateIdentityAsync(other);

        Assert.Equal(HttpStatusCode.Created, created);
        Assert.Equal(HttpStatusCode.OK, found);
        Assert.Null(one.Azurite);
        Assert.Equal(azurite.ConnectionString, other.TableConnectionString);

        Task<LocalStack> StartAsync() => LocalStack.StartAsync(
            new LocalStackOptions
            {
                TableConnectionString = azurite.ConnectionString,
                SignInKey = SignInKeys.Shared,
                Settings = table,
                Worker = InProcessFunctions.By(TimeProvider.System),
                RunTimers = false,
            },
            Cancellation);
    }

    [Fact]
    public async Task A_start_that_fails_at_its_last_step_leaves_no_table_storage_behind()
    {
        WitnessingLauncher worker = new(new WorkerProcessLauncher(FunctionAppFolder.Path));
        LocalStackOptions options = new()
        {
            SignInKey = SignInKeys.Shared,
            Settings = new Dictionary<string, string?> { ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = "nonsense" },
            Worker = worker,
        };

        var failure = await Assert.ThrowsAsync<WorkerStartException>(() => LocalStack.StartAsync(options, Cancellation));

        Assert.StartsWith("The setting COMMUNICATION_SERVICES_CONNECTION_STRING", failure.Message, StringComparison.Ordinal);
        // Control: it listened when the worker was to start.
        Assert.NotEqual(0, worker.TablePort);
        using TcpListener again = new(IPAddress.Loopback, worker.TablePort);
        again.Start();
    }

    [Theory]
    [InlineData("the sign-in for development")]
    [InlineData("the ACS emulator")]
    [InlineData("table storage (Azurite)")]
    public async Task A_busy_port_of_any_part_is_named(string part)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        LocalStackOptions options = new()
        {
            SignInKey = SignInKeys.Shared,
            SignInPort = part.Contains("sign-in", StringComparison.Ordinal) ? port : 0,
            EmulatorPort = part.Contains("emulator", StringComparison.Ordinal) ? port : 0,
            TablePort = part.Contains("storage", StringComparison.Ordinal) ? port : 0,
            TableConnectionString = part.Contains("storage", StringComparison.Ordinal) ? null : azurite.ConnectionString,
        };

        var exception = await Assert.ThrowsAsync<LocalStackException>(() => LocalStack.StartAsync(options, Cancellation));

        Assert.StartsWith($"Port {port} is in use, so {part} cannot listen there:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_parts_go_by_the_clock_that_was_given()
    {
        FakeTimeProvider time = new(DateTimeOffset.Parse("2030-01-01T00:00:00Z", CultureInfo.InvariantCulture));
        await using var stack = await LocalStack.StartAsync(
            new LocalStackOptions
            {
                TableConnectionString = azurite.ConnectionString,
                SignInKey = SignInKeys.Shared,
                Settings = SharedAzurite.OwnTable(),
                TimeProvider = time,
                Worker = InProcessFunctions.By(time),
                RunTimers = false,
            },
            Cancellation);
        var session = stack.SignIn.IssueToken("alice", lifetime: TimeSpan.FromMinutes(30));

        var during = await CreateIdentityAsync(stack, session);
        time.Advance(TimeSpan.FromHours(1));
        var after = await CreateIdentityAsync(stack, session);

        Assert.Equal(HttpStatusCode.Created, during);
        Assert.Equal(HttpStatusCode.Unauthorized, after);
        Assert.Equal(2030, Assert.Single(stack.Emulator.Inspection.Identities).CreatedOn.Year);
    }

    [Fact]
    public async Task A_restart_with_the_same_data_folder_goes_unnoticed()
    {
        var folder = Directory.CreateTempSubdirectory("acs-functions-test-");
        try
        {
            int signInPort;
            string session;
            FunctionsHostKeys keys;
            await using (var before = await StartAsync(signInPort: 0))
            {
                signInPort = new Uri(before.SignIn.Issuer).Port;
                session = before.SignIn.IssueToken("alice");
                keys = before.Functions.Keys;
                Assert.Equal(HttpStatusCode.Created, await CreateIdentityAsync(before, session));
            }

            await using var after = await StartAsync(signInPort);

            Assert.Equal(HttpStatusCode.OK, await CreateIdentityAsync(after, session));
            Assert.Equal(HttpStatusCode.Unauthorized, await CreateIdentityAsync(after, session[..^8] + "AAAAAAAA"));
            Assert.Single(after.Emulator.Inspection.Identities);
            Assert.Equal(keys, after.Functions.Keys);

            // A session names the sign-in by its address, so both have the same port.
            Task<LocalStack> StartAsync(int signInPort) => LocalStack.StartAsync(
                new LocalStackOptions { DataFolder = folder.FullName, SignInPort = signInPort, Worker = InProcessFunctions.By(TimeProvider.System), RunTimers = false }, Cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<HttpStatusCode> CreateIdentityAsync(LocalStack stack) => CreateIdentityAsync(stack, stack.SignIn.IssueToken("alice"));

    private static async Task<HttpStatusCode> CreateIdentityAsync(LocalStack stack, string session)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "api/me/identity");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        using var response = await stack.Http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    /// <summary>Notes where table storage listens when the worker is to start.</summary>
    private sealed class WitnessingLauncher(IWorkerLauncher inner) : IWorkerLauncher
    {
        public string AppFolder => inner.AppFolder;

        public int TablePort { get; private set; }

        public async Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellationToken)
        {
            var tables = new Uri(start.Settings["IdentityStore:ConnectionString"]!.Split("TableEndpoint=")[1].TrimEnd(';'));
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, tables.Port, cancellationToken);
            TablePort = tables.Port;
            return await inner.StartAsync(start, cancellationToken);
        }
    }
}
