using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Text;
using AcsFunctions.AcsEmulator;
using AcsFunctions.Identities;
using AcsFunctions.Local;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Testing;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>The local stack as a test sees it: over HTTP in front, and with a look at ACS, the table and the log behind.</summary>
public sealed class TestStack : IAsyncDisposable
{
    /// <summary>The Entra application that the Teams exchange is configured for.</summary>
    public const string TeamsClientId = "8f1c3a52-6f0e-4b5c-9f55-2f4b5f1f7a11";

    private readonly LocalStack _stack;

    private TestStack(LocalStack stack, OffsetClock clock, LogCapture log, TcpProxy storage, TableClient table)
    {
        _stack = stack;
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
    public IMeterFactory Meters => _stack.Functions.Services.GetRequiredService<IMeterFactory>();

    /// <summary>A part of the app, to be called past its routes.</summary>
    public T Service<T>()
        where T : notnull => _stack.Functions.Services.GetRequiredService<T>();

    /// <summary>The wire to the table service, to be cut.</summary>
    public TcpProxy Storage { get; }

    /// <summary>The table itself, past the proxy.</summary>
    public TableClient Table { get; }

    public AcsIdentityEmulator Acs => _stack.Emulator;

    public Uri BaseAddress => _stack.BaseAddress;

    public string SignInAddress => _stack.SignIn.Issuer.TrimEnd('/');

    public string FunctionKey => _stack.Functions.Keys.Function;

    public string MasterKey => _stack.Functions.Keys.Master;

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
            ["IdentityStore:AttemptTimeout"] = "00:00:01",
            ["Acs:AttemptTimeout"] = "00:00:01",
            ["Teams:ClientId"] = TeamsClientId,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        var stack = await LocalStack.StartAsync(
            new LocalStackOptions
            {
                TableConnectionString = connectionString,
                Settings = all,
                AllowedOrigins = allowedOrigins ?? [],
                AllowCredentials = allowCredentials,
                ConfigureApp = configureApp,
                RunTimers = false,
                TimeProvider = clock,
                ConfigureLogging = log.AddTo,
            },
            TestContext.Current.CancellationToken);
        return new TestStack(stack, clock, log, storage, new TableClient(azurite.ConnectionString, tableName));
    }

    /// <summary>A user that no other test knows.</summary>
    public static string NewUser(string name = "user") => $"{name}-{Guid.NewGuid():N}";

    /// <summary>A new sign-in of the user, certainly later than all that was done before.</summary>
    public string SignIn(string user, string? scope = null, params string[] roles)
    {
        // An `iat` is whole seconds: the next session must begin in a later one.
        Clock.Advance(TimeSpan.FromSeconds(2));
        Secrets.Add(user);
        var token = _stack.SignIn.IssueToken(user, scope, roles);
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
        var answer = await ApiAnswer.ReadAsync(await _stack.Http.SendAsync(request, TestContext.Current.CancellationToken));
        Secrets.AddAllOf(answer);
        return answer;
    }

    /// <summary>Gets a page that is no part of the API.</summary>
    public Task<HttpResponseMessage> SendPlainAsync(string path) => _stack.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Sends the head of a request byte for byte, past every client that would tidy it.</summary>
    /// <param name="head">The request line and headers but Host and Connection, without the empty line at the end.</param>
    /// <param name="body">What follows that line.</param>
    public Task<RawAnswer> SendRawAsync(string head, string body = "") => RawAnswer.ToAsync(BaseAddress, head, body);

    /// <summary>Runs the timer's function now and waits for it.</summary>
    public Task CleanUpAsync() => _stack.Functions.InvokeTimerAsync("CleanUp", TestContext.Current.CancellationToken);

    /// <summary>Carries out what operators asked for, as the timer does every minute.</summary>
    public Task CarryOutRunsAsync() => _stack.Functions.InvokeTimerAsync("CarryOutRuns", TestContext.Current.CancellationToken);

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
        await foreach (var row in Table.QueryAsync<TableEntity>("PartitionKey ne 'clean-up'", cancellationToken: TestContext.Current.CancellationToken))
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
        await _stack.DisposeAsync();
        await Storage.DisposeAsync();
        Secrets.AreAbsentFrom(Log.Lines);
    }

    private static UserKey KeyOf(string userId)
    {
        Assert.True(UserId.TryCreate(userId, out var id));
        return UserKey.Of(id);
    }
}
