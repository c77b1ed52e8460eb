using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Worker;
using AcsFunctions.Worker.IssueToken;
using BenchmarkDotNet.Attributes;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.Perf.Benchmarks;

/// <summary>A token for an identity that exists, with ACS and the table in memory, seen from further and further out.</summary>
public class IssueTokenBenchmarks : IAsyncDisposable
{
    private const string Name = "bench";

    private DevelopmentSignIn signIn = null!;
    private IHost app = null!;
    private IAcsIdentities acs = null!;
    private IIdentityStore store = null!;
    private IssueTokenOperation operation = null!;
    private IssueTokenFunctions functions = null!;
    private UserId user = null!;
    private UserKey key;
    private string identity = null!;
    private BenchRequest keyedRequest = null!;
    private BenchRequest bearerRequest = null!;

    private static readonly AcsTokenRequest TokenRequest = new(["chat", "voip"], TimeSpan.FromDays(1));

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        signIn = await DevelopmentSignIn.StartAsync();
        app = Build();
        var services = app.Services;
        acs = services.GetRequiredService<IAcsIdentities>();
        store = services.GetRequiredService<IIdentityStore>();
        operation = services.GetRequiredService<IssueTokenOperation>();
        functions = ActivatorUtilities.CreateInstance<IssueTokenFunctions>(services);
        UserId.TryCreate($"local|{Name}", out var id);
        user = id!;
        key = UserKey.Of(user);
        keyedRequest = new BenchRequest(null);
        bearerRequest = new BenchRequest(signIn.IssueToken(Name, lifetime: TimeSpan.FromDays(1)));

        // The first makes the identity, the second notes that it got a token.
        await operation.ExecuteAsync(user, Session.Trusted, new IssueTokenRequest(null, null), CancellationToken.None);
        await operation.ExecuteAsync(user, Session.Trusted, new IssueTokenRequest(null, null), CancellationToken.None);
        identity = (await store.ReadAsync(key, CancellationToken.None))!.CommunicationUserId!;
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        app.Dispose();
        await signIn.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "upstream in memory, alone")]
    public async Task<object?> UpstreamAsync()
    {
        await store.ReadAsync(key, CancellationToken.None);
        return await acs.IssueAsync(identity, TokenRequest, CancellationToken.None);
    }

    [Benchmark(Description = "operation")]
    public Task<Result<IssuedToken, Refusal>> OperationAsync() =>
        operation.ExecuteAsync(user, Session.Trusted, new IssueTokenRequest(null, null), CancellationToken.None);

    [Benchmark(Description = "function, keyed")]
    public Task<HttpResponseData> KeyedAsync() => functions.KeyedAsync(keyedRequest, $"local|{Name}", CancellationToken.None);

    [Benchmark(Description = "function, bearer token")]
    public Task<HttpResponseData> BearerAsync() => functions.ForSelfAsync(bearerRequest, CancellationToken.None);

    private IHost Build()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = "endpoint=http://127.0.0.1:9/;accesskey=a2V5",
            ["IdentityStore:ConnectionString"] = "UseDevelopmentStorage=true",
            ["CleanUpSchedule"] = "0 0 * * * *",
            ["Authentication:Issuers:local:Authority"] = signIn.Issuer,
            ["Authentication:Issuers:local:Audience"] = DevelopmentSignIn.Audience,
            ["Authentication:Issuers:local:UserIdClaims"] = "sub",
            ["Authentication:Issuers:local:RequiredScope"] = DevelopmentSignIn.Scope,
            // One user stands for many, at a rate that no user reaches.
            ["RateLimits:TokensPerMinute"] = "6000",
            ["RateLimits:TokenBurst"] = "1000",
        });
        builder.Services.AddSingleton<IAcsIdentities>(new InMemoryAcs(TimeProvider.System));
        builder.Services.AddSingleton<IIdentityStore>(new InMemoryIdentityStore());
        builder.Services.AddSingleton<TimeProvider>(new RacingClock());
        builder.AddAcsFunctionsWorker();
        return builder.Build();
    }
}
