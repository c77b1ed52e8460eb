using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Sockets;
using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>The app starts without a word to anybody: who it needs may be slow or away, and a cold start waits for nobody.</summary>
[Collection(nameof(Alone))]
public sealed class QuietStartTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_calls_nobody(bool withManagedIdentity)
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        using var network = new NetworkLog();

        using var app = Build(nobody, withManagedIdentity);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Empty(network.Seen);
        Assert.False(nobody.Pending());
    }

    [Fact]
    public async Task A_first_request_is_seen_by_the_same_log()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        using var network = new NetworkLog();
        using var app = Build(nobody, withManagedIdentity: false);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Assert.True(UserId.TryCreate("local|u", out var user));

        var request = app.Services.GetRequiredService<IssueTokenOperation>().ExecuteAsync(user, Session.Trusted, new IssueTokenRequest(null, null), patience.Token);
        using var connection = await nobody.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);

        Assert.NotEmpty(network.Seen);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Asking_for_the_table_at_start_is_seen_too()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        using var network = new NetworkLog();
        using var app = Build(nobody, withManagedIdentity: false, ("IdentityStore:CreateTable", "true"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var start = app.StartAsync(patience.Token);
        using var connection = await nobody.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);

        Assert.NotEmpty(network.Seen);
    }

    private static IHost Build(TcpListener nobody, bool withManagedIdentity, params (string Name, string Value)[] more)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(Settings((IPEndPoint)nobody.LocalEndpoint, withManagedIdentity)
            .Concat(more)
            .Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.AddAcsFunctionsWorker();
        return builder.Build();
    }

    private static IEnumerable<(string Name, string Value)> Settings(IPEndPoint nobody, bool withManagedIdentity)
    {
        (string, string)[] upstream = withManagedIdentity
            ? [("Acs:Endpoint", $"https://{nobody}/"), ("IdentityStore:TableServiceUri", $"https://{nobody}/account")]
            : [
                ("COMMUNICATION_SERVICES_CONNECTION_STRING", $"endpoint=http://{nobody}/;accesskey=a2V5"),
                ("IdentityStore:ConnectionString", $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;TableEndpoint=http://{nobody}/account;"),
            ];
        return
        [
            .. upstream,
            ("CleanUpSchedule", "0 0 * * * *"),
            ("Authentication:Issuers:local:Authority", $"http://{nobody}"),
            ("Authentication:Issuers:local:Audience", "api://local"),
            ("Authentication:Issuers:local:UserIdClaims", "sub"),
            ("Authentication:Issuers:local:RequiredScope", "access_as_user"),
        ];
    }

    /// <summary>Every name lookup and connection of this process.</summary>
    private sealed class NetworkLog : EventListener
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> seen = new();

        public IReadOnlyCollection<string> Seen => seen;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName is "ConnectStart" or "ResolutionStart")
            {
                seen.Enqueue($"{eventData.EventName} {eventData.Payload?.FirstOrDefault()}");
            }
        }
    }
}
