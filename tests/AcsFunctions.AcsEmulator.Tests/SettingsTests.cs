using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>A wrong clock, a location, a name: what a resource may be besides the default.</summary>
public sealed class SettingsTests
{
    private const string Name = "contoso.europe.localhost";

    [Theory]
    [InlineData(4)]
    [InlineData(-4)]
    public async Task Tokens_go_by_the_emulators_clock(int minutes)
    {
        await using var wire = Create(new AcsEmulatorOptions { ClockOffset = TimeSpan.FromMinutes(minutes) });

        var answer = await wire.IssueAsync(await wire.CreateIdentityAsync());

        var now = DateTimeOffset.FromUnixTimeSeconds(wire.Clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(now.AddMinutes(minutes).AddDays(1), answer.Json["expiresOn"]!.GetValue<DateTimeOffset>());
        Assert.True(wire.Emulator.Inspection.Validate(answer.Token).Valid);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    public async Task A_clock_that_is_too_wrong_refuses_what_was_signed_by_a_right_one(int minutes)
    {
        await using var wire = Create(new AcsEmulatorOptions { ClockOffset = TimeSpan.FromMinutes(minutes) });

        var answer = await wire.SendAsync("POST", "/identities");

        Assert.Equal((401, "Denied"), (answer.Status, answer.Code));
        Assert.Contains("from the emulator's clock", answer.Headers["x-emulator-reason"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unitedstates", "amer")]
    [InlineData("europe", "europe")]
    public async Task Tokens_name_the_location_of_the_resource(string location, string region)
    {
        await using var wire = Create(new AcsEmulatorOptions { DataLocation = location });

        var claims = ClaimsOf((await wire.IssueAsync(await wire.CreateIdentityAsync())).Token);

        Assert.Equal((location, region), (claims.GetProperty("resourceLocation").GetString(), claims.GetProperty("rgn").GetString()));
    }

    [Fact]
    public async Task A_resource_may_have_a_regional_name_in_process()
    {
        await using var wire = Create(new AcsEmulatorOptions { HostName = Name });

        var id = await wire.CreateIdentityAsync();

        Assert.Equal(new Uri($"https://{Name}/"), wire.Emulator.Endpoint);
        Assert.Equal(200, (await wire.IssueAsync(id)).Status);
    }

    [Fact]
    public async Task A_resource_may_have_a_regional_name_on_a_socket()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { HostName = Name, Tls = true }, cancellationToken);
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectToLoopbackAsync };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == emulator.Certificate!.GetCertHashString();
        using var http = new HttpClient(handler);

        var key = emulator.ConnectionString.Split("accesskey=")[1];
        using var created = await http.SendAsync(new WireRequest("POST", "/identities?api-version=2023-10-01").Build(emulator.Endpoint, key, TimeProvider.System), cancellationToken);
        using var inspected = await http.GetAsync(new Uri(emulator.Endpoint, "/_emulator/identities"), cancellationToken);

        Assert.Equal(Name, emulator.Endpoint.Host);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"endpoint=https://{Name}:{emulator.Endpoint.Port}/;"), emulator.ConnectionString, StringComparison.Ordinal);
        Assert.True(emulator.Certificate!.MatchesHostname(Name));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, inspected.StatusCode));
    }

    [Fact]
    public async Task A_certificate_may_be_ones_own_and_stays_so()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var first = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { Tls = true }, cancellationToken);
        using var own = X509CertificateLoader.LoadPkcs12(first.Certificate!.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
        string? seen = null;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => (seen = certificate?.GetCertHashString()) is not null;
        using var http = new HttpClient(handler);

        await using (var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { TlsCertificate = own }, cancellationToken))
        {
            using var answer = await http.GetAsync(new Uri(emulator.Endpoint, "/_emulator/counts"), cancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(own.GetCertHashString(), seen);
        Assert.True(own.HasPrivateKey);
    }

    [Fact]
    public void A_name_or_a_clock_that_is_none_cannot_be_had()
    {
        Assert.Throws<ArgumentException>(() => AcsIdentityEmulator.CreateInProcess(new AcsEmulatorOptions { HostName = "a b" }));
        Assert.Throws<ArgumentException>(() => AcsIdentityEmulator.CreateInProcess(new AcsEmulatorOptions { DataLocation = "" }));
        using var withoutKey = X509CertificateLoader.LoadCertificate(DevelopmentCertificate());
        Assert.Throws<ArgumentException>(() => AcsIdentityEmulator.CreateInProcess(new AcsEmulatorOptions { TlsCertificate = withoutKey }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AcsIdentityEmulator.CreateInProcess(new AcsEmulatorOptions { ClockOffset = TimeSpan.FromDays(2) }));
    }

    [Theory]
    [InlineData("/teamsUser/:exchangeAccessToken", "2023-10-01")]
    [InlineData("/teams/me/:issueAccessToken", "2021-03-31-preview1")]
    public async Task A_Teams_users_token_names_the_tenant_and_no_other_does(string path, string version)
    {
        await using var wire = Wire.Create();
        var body = $$"""{"token":"{{EntraToken.Create(wire.Clock.GetUtcNow().AddHours(1))}}","appId":"{{EntraToken.AppId}}","userId":"{{EntraToken.UserId}}"}""";

        var teams = ClaimsOf((await wire.SendAsync("POST", path, body, version)).Token);
        var user = ClaimsOf((await wire.IssueAsync(await wire.CreateIdentityAsync())).Token);

        Assert.Equal(EntraToken.TenantId, teams.GetProperty("tid").GetString());
        Assert.False(user.TryGetProperty("tid", out _));
    }

    private static byte[] DevelopmentCertificate()
    {
        using var certificate = AcsEmulator.Hosting.DevelopmentCertificate.Create(TimeProvider.System);
        return certificate.Export(X509ContentType.Cert);
    }

    private static Wire Create(AcsEmulatorOptions asked) => Wire.Create(configure: options => new AcsEmulatorOptions
    {
        TimeProvider = options.TimeProvider,
        SigningAlgorithm = options.SigningAlgorithm,
        ClockOffset = asked.ClockOffset,
        DataLocation = asked.DataLocation,
        HostName = asked.HostName,
    });

    private static JsonElement ClaimsOf(string token) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;

    private static async ValueTask<Stream> ConnectToLoopbackAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
