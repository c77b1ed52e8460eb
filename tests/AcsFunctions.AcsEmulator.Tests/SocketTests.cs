using System.Net;
using System.Net.Sockets;
using System.Text;
using AcsFunctions.AcsEmulator.Hosting;
using AcsFunctions.AcsEmulator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>What only a socket shows.</summary>
public sealed class SocketTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signals_are_left_to_the_program_that_runs_it()
    {
        await using var application = KestrelHost.Build(new AcsEmulatorOptions(), certificate: null);

        // The default one swallows Ctrl+C and `kill`, for whoever else would end by them.
        Assert.IsNotType<ConsoleLifetime>(application.Services.GetRequiredService<IHostLifetime>());
    }

    [Fact]
    public async Task It_listens_on_this_machine_alone()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);

        Assert.Equal("127.0.0.1", emulator.Endpoint.Host);
    }

    [Fact]
    public async Task It_listens_on_every_address_where_it_is_told_to()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { ListenOnAnyAddress = true }, Cancellation);
        using var client = new TcpClient();

        // Another address of the loopback, which 127.0.0.1 alone would not answer.
        await client.ConnectAsync(IPAddress.Parse("127.0.0.2"), emulator.Endpoint.Port, Cancellation);

        Assert.Equal("127.0.0.1", emulator.Endpoint.Host);
    }

    [Fact]
    public async Task A_taken_port_is_told_as_such()
    {
        await using var first = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);

        var refusal = await Assert.ThrowsAsync<IOException>(() => AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { Port = first.Endpoint.Port }, Cancellation));

        Assert.Contains("address already in use", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("drop before")]
    [InlineData("drop after")]
    [InlineData("truncated")]
    public async Task A_broken_connection_is_broken_for_a_client_on_the_wire(string kind)
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();
        emulator.Faults.NextOfAny(kind switch { "drop before" => Fault.DropBeforeEffect, "drop after" => Fault.DropAfterEffect, _ => Fault.TruncatedBody });

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(emulator, http));

        Assert.Equal(kind == "drop before" ? 0 : 1, emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_late_call_outlives_its_connection()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();
        var late = new LateCall();
        emulator.Faults.NextOfAny(Fault.DropWithLateEffect(late));

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(emulator, http));
        await PostAsync(emulator, http);
        late.Arrive();

        Assert.Equal(2, emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task The_emulator_can_be_stopped_while_calls_hang()
    {
        var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();
        emulator.Faults.NextOfAny(Fault.Hang);

        var call = PostAsync(emulator, http);
        while (emulator.Faults.Pending.Count > 0)
        {
            await Task.Yield();
        }

        await emulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task Stopping_twice_does_no_harm_and_frees_the_port()
    {
        var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);

        await emulator.DisposeAsync();
        await emulator.DisposeAsync();

        await using var next = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { Port = emulator.Endpoint.Port }, Cancellation);
        Assert.Equal(emulator.Endpoint, next.Endpoint);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 401)]
    [InlineData("GET / HTTP/1.0\r\n\r\n", 401)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 401)]
    [InlineData("GET http://elsewhere.test/identities HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n", 401)]
    [InlineData("POST /identities HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400)]
    [InlineData("POST /identities HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n", 413)]
    [InlineData("POST /identities HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 401)]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("POST /identities HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx", 400)]
    [InlineData("POST /identities HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\nx", 400)]
    [InlineData("POST /_emulator/reset HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\nx", 400)]
    [InlineData("CONNECT elsewhere.test:443 HTTP/1.1\r\nHost: elsewhere.test:443\r\n\r\n", 401)]
    [InlineData("CONNECT /identities HTTP/1.1\r\nHost: a\r\n\r\n", 401)]
    [InlineData("GET /identities HTTP/1.1\r\nHost: [::\r\n\r\n", 400)]
    [InlineData("GET /_emulator/identities HTTP/1.1\r\nHost: a:99999999\r\n\r\n", 403)]
    public async Task Strange_requests_get_a_definite_answer(string request, int status)
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancellation);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, emulator.Endpoint.Port, Cancellation);

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(client.GetStream());
        var line = await reader.ReadLineAsync(Cancellation);

        Assert.StartsWith($"HTTP/1.1 {status} ", line, StringComparison.Ordinal);
    }

    private static async Task PostAsync(AcsIdentityEmulator emulator, HttpClient http)
    {
        var request = new WireRequest("POST", "/identities?api-version=2023-10-01").Build(emulator.Endpoint, emulator.ConnectionString.Split("accesskey=")[1], TimeProvider.System);
        using var response = await http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
    }
}
