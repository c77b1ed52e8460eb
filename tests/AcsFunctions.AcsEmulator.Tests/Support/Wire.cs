using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.AcsEmulator.Tests.Support;

/// <summary>An emulator in process on a fake clock, spoken to in HTTP.</summary>
internal sealed class Wire : IAsyncDisposable
{
    public const string GaVersion = "2023-10-01";
    public const string PreviewVersion = "2025-03-02-preview";

    private readonly HttpClient http;

    private Wire(AcsIdentityEmulator emulator, FakeTimeProvider clock)
    {
        (Emulator, Clock) = (emulator, clock);
        http = new HttpClient(emulator.CreateHandler());
    }

    public AcsIdentityEmulator Emulator { get; }

    public FakeTimeProvider Clock { get; }

    public string AccessKey => Emulator.ConnectionString.Split("accesskey=")[1];

    public string StrangersId { get; } = $"8:acs:{Guid.Empty}_{Guid.Empty}";

    public static Wire Create(UndocumentedAnswers? undocumented = null, Func<AcsEmulatorOptions, AcsEmulatorOptions>? configure = null)
    {
        var clock = Support.Clock.Create();
        var options = new AcsEmulatorOptions { TimeProvider = clock, Undocumented = undocumented ?? new(), SigningAlgorithm = TokenSigningAlgorithm.ES256 };
        return new Wire(AcsIdentityEmulator.CreateInProcess(configure?.Invoke(options) ?? options), clock);
    }

    public async Task<WireAnswer> SendAsync(WireRequest request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var message = request.Build(Emulator.Endpoint, AccessKey, Clock);
        using var response = await http.SendAsync(message, cancellationToken);
        return await WireAnswer.ReadAsync(response, cancellationToken);
    }

    public Task<WireAnswer> SendAsync(string method, string path, string body = "", string version = GaVersion) =>
        SendAsync(new WireRequest(method, $"{path}?api-version={version}", body));

    public async Task<string> CreateIdentityAsync() =>
        (await SendAsync("POST", "/identities")).Json["identity"]!["id"]!.GetValue<string>();

    public Task<WireAnswer> IssueAsync(string id, string body = """{"scopes":["chat"]}""", string version = GaVersion) =>
        SendAsync("POST", $"/identities/{Uri.EscapeDataString(id)}/:issueAccessToken", body, version);

    public Task<WireAnswer> RevokeAsync(string id) => SendAsync("POST", $"/identities/{Uri.EscapeDataString(id)}/:revokeAccessTokens");

    public Task<WireAnswer> DeleteAsync(string id) => SendAsync("DELETE", $"/identities/{Uri.EscapeDataString(id)}");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Emulator.DisposeAsync();
    }
}
