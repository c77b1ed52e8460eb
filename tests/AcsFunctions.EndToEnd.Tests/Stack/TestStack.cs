using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using AcsFunctions.AcsEmulator;
using AcsFunctions.Identities;
using AcsFunctions.Local;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Workers;
using AcsFunctions.Worker;
using Azure.Communication.Identity;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>The local stack as a test sees it: over HTTP in front, and with a look at ACS, the table and the log behind.</summary>
public sealed class TestStack : IAsyncDisposable
{
    /// <summary>The Entra application that the Teams exchange is configured for.</summary>
    public const string TeamsClientId = "8f1c3a52-6f0e-4b5c-9f55-2f4b5f1f7a11";

    // One for all stacks: to make it takes longer than a stack needs to start.
    private static readonly RSAParameters SignInKey = RSA.Create(2048).ExportParameters(includePrivateParameters: true);

    private readonly LocalStack stack;
    private readonly InProcessWorkerLauncher worker;

    private TestStack(LocalStack stack, InProcessWorkerLauncher worker, OffsetClock clock, LogCapture log, TcpProxy storage, TableClient table)
    {
        this.stack = stack;
        this.worker = worker;
        Clock = clock;
        Log = log;
        Storage = storage;
        Table = table;
    }

    public OffsetClock Clock { get; }

    public LogCapture Log { get; }

    /// <summary>What must not be in the log; looked for when the stack is disposed of.</summary>
    public SecretLedger Secrets { get; } = new();

    /// <summary>What the app counts, for a listener that wants this stack's numbers only.</summary>
    public IMeterFactory Meters => worker.Services.GetRequiredService<IMeterFactory>();

    /// <summary>A part of the app, to be called past its routes.</summary>
    public T Service<T>()
        where T : notnull => worker.Services.GetRequiredService<T>();

    /// <summary>The wire to the table service, to be cut.</summary>
    public TcpProxy Storage { get; }

    /// <summary>The table itself, past the proxy.</summary>
    public TableClient Table { get; }

    public AcsIdentityEmulator Acs => stack.Emulator;

    public Uri BaseAddress => stack.BaseAddress;

    public string SignInAddress => stack.SignIn.Issuer.TrimEnd('/');

    public string FunctionKey => stack.Functions.Keys.Function;

    public string MasterKey => stack.Functions.Keys.Master;

    public static async Task<TestStack> StartAsync(
        Azurite azurite,
        IReadOnlyDictionary<string, string?>? settings = null,
        IReadOnlyList<string>? allowedOrigins = null,
        bool allowCredentials = false,
        Action<IHostApplicationBuilder>? configureApp = null)
    {
        var tableName = "t" + Guid.NewGuid().ToString("N");
        var clock = new OffsetClock();
        var log = new LogCapture();
        var storage = TcpProxy.Start(azurite.Endpoint.Port);
        var connectionString = azurite.ConnectionString.Replace($":{azurite.Endpoint.Port}", $":{storage.Port}", StringComparison.Ordinal);
        var all = new Dictionary<string, string?>
        {
            ["IdentityStore:TableName"] = tableName,
            ["Teams:ClientId"] = TeamsClientId,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        var worker = new InProcessWorkerLauncher(typeof(AcsFunctionsWorker).Assembly, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            // The host passes on what the worker sends it; what the app logs besides, with values and event ids, is seen here.
            log.AddTo(builder.Logging);
            configureApp?.Invoke(builder);
            builder.AddAcsFunctionsWorker();
        });
        var stack = await LocalStack.StartAsync(
            new LocalStackOptions
            {
                TableConnectionString = connectionString,
                SignInKey = SignInKey,
                Settings = all,
                AllowedOrigins = allowedOrigins ?? [],
                AllowCredentials = allowCredentials,
                Worker = worker,
                RunTimers = false,
                TimeProvider = clock,
                ConfigureLogging = log.AddTo,
            },
            TestContext.Current.CancellationToken);
        return new TestStack(stack, worker, clock, log, storage, new TableClient(azurite.ConnectionString, tableName));
    }

    /// <summary>A user that no other test knows.</summary>
    public static string NewUser(string name = "user") => $"{name}-{Guid.NewGuid():N}";

    /// <summary>A new sign-in of the user, certainly later than all that was done before.</summary>
    public string SignIn(string user, string? scope = null, params string[] roles)
    {
        // An `iat` is whole seconds: the next session must begin in a later one.
        Clock.Advance(TimeSpan.FromSeconds(2));
        Secrets.Add(user);
        var token = stack.SignIn.IssueToken(user, scope, roles);
        Secrets.AddToken(token);
        return token;
    }

    public string SignInAdmin(string name = "operator") => SignIn(NewUser(name), null, LocalStack.AdminRole);

    public Task<ApiAnswer> AsAsync(string accessToken, HttpMethod method, string path, string? json = null) =>
        SendAsync(method, path, json, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken));

    public Task<ApiAnswer> WithKeyAsync(string key, HttpMethod method, string path, string? json = null) =>
        SendAsync(method, path, json, request => request.Headers.Add("x-functions-key", key));

    public Task<ApiAnswer> AnonymouslyAsync(HttpMethod method, string path, string? json = null) => SendAsync(method, path, json, _ => { });

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? json, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        prepare(request);
        Secrets.AddAllOf(request);
        var answer = await ApiAnswer.ReadAsync(await stack.Http.SendAsync(request, TestContext.Current.CancellationToken));
        Secrets.AddAllOf(answer);
        return answer;
    }

    /// <summary>Gets a page that is no part of the API.</summary>
    public Task<HttpResponseMessage> SendPlainAsync(string path) => stack.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Sends the head of a request byte for byte, past every client that would tidy it.</summary>
    /// <param name="head">The request line and headers but Host and Connection, without the empty line at the end.</param>
    /// <param name="body">What follows that line.</param>
    public Task<RawAnswer> SendRawAsync(string head, string body = "") => RawAnswer.ToAsync(BaseAddress, head, body);

    /// <summary>Runs the timer's function now and waits for it.</summary>
    public Task CleanUpAsync() => stack.Functions.InvokeTimerAsync("CleanUp", TestContext.Current.CancellationToken);

    /// <summary>Carries out what operators asked for, as the timer does every five minutes.</summary>
    public Task RunJobsAsync() => stack.Functions.InvokeTimerAsync("CarryOutRuns", TestContext.Current.CancellationToken);

    /// <summary>Stops the functions as the platform does: what is under way has ten seconds.</summary>
    public ValueTask StopAsync() => stack.Functions.DisposeAsync();

    /// <summary>An identity that ACS has and nobody here: of a map that was kept elsewhere.</summary>
    public async Task<string> NewAcsIdentityAsync() =>
        (await new CommunicationIdentityClient(Acs.ConnectionString).CreateUserAsync(TestContext.Current.CancellationToken)).Value.Id;

    /// <summary>The user's row as it is stored, or null.</summary>
    public async Task<TableEntity?> FindRowAsync(string user, string alias = "local")
    {
        var key = KeyOf($"{alias}|{user}");
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(key.Bucket.PartitionKey, key.UserRowKey, cancellationToken: TestContext.Current.CancellationToken);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>Every row of the table, what the clean-up keeps for itself left out.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync()
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>("PartitionKey ne 'clean-up' and PartitionKey ne 'quota'", cancellationToken: TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Secrets.Add(FunctionKey);
        Secrets.Add(MasterKey);
        Secrets.Add(Acs.ConnectionString.Split("accesskey=")[1]);
        await stack.DisposeAsync();
        await Storage.DisposeAsync();
        Secrets.AreAbsentFrom(Log.Lines);
    }

    private static UserKey KeyOf(string userId)
    {
        Assert.True(UserId.TryCreate(userId, out var id));
        return UserKey.Of(id);
    }
}
