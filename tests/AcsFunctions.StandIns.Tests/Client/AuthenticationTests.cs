using Azure;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class AuthenticationTests
{
    private const string OtherKey = "YW5vdGhlciBrZXksIGFsc28gb25seSBmb3IgdGVzdHM=";

    private readonly ScriptedService service = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Calls.InBothStyles), MemberType = typeof(Calls))]
    public async Task Every_call_is_signed_as_it_goes_over_the_wire(string operation, CallStyle style)
    {
        await service.Succeeds(operation).Client().Send(operation, style, Cancel);

        var request = Assert.Single(service.Requests);
        Assert.Equal(HmacSignature.Of(request, Clients.Key), request.Headers["Authorization"]);
        Assert.NotEqual(HmacSignature.Of(request, OtherKey), request.Headers["Authorization"]);
        Assert.Equal(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(request.Body)), request.Headers["x-ms-content-sha256"]);
    }

    [Fact]
    public async Task The_hash_of_an_empty_body_is_sent_too()
    {
        await service.Succeeds("RevokeTokens").Client().RevokeTokensAsync(Calls.User, Cancel);

        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", service.Requests[0].Headers["x-ms-content-sha256"]);
    }

    [Fact]
    public async Task A_port_that_is_not_the_default_one_is_signed()
    {
        await service.Succeeds("CreateUser").Client("http://127.0.0.1:8080").CreateUserAsync(Cancel);

        var request = service.Requests[0];
        Assert.Equal("127.0.0.1:8080", request.Uri.Authority);
        Assert.Equal(HmacSignature.Of(request, Clients.Key), request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData(CallStyle.Synchronous)]
    [InlineData(CallStyle.Asynchronous)]
    public async Task A_retry_is_signed_anew_with_the_key_of_its_time(CallStyle style)
    {
        var credential = new AzureKeyCredential(Clients.Key);
        service.Answers(500).Succeeds("CreateUser").Asked = () => credential.Update(OtherKey);

        await service.Client(credential).Send("CreateUser", style, Cancel);

        Assert.Equal(2, service.Requests.Count);
        Assert.Equal(HmacSignature.Of(service.Requests[0], Clients.Key), service.Requests[0].Headers["Authorization"]);
        Assert.Equal(HmacSignature.Of(service.Requests[1], OtherKey), service.Requests[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_key_that_is_not_base64_cannot_sign_and_is_not_repeated()
    {
        var client = service.Client(new AzureKeyCredential("not base64!"));

        var refused = await Assert.ThrowsAsync<FormatException>(() => client.CreateUserAsync(Cancel));

        Assert.DoesNotContain("not base64!", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [MemberData(nameof(Calls.InBothStyles), MemberType = typeof(Calls))]
    public async Task A_token_credential_is_asked_for_the_services_scope_and_sent_as_bearer(string operation, CallStyle style)
    {
        var credential = new RecordingCredential();

        await service.Succeeds(operation).Client(credential).Send(operation, style, Cancel);

        var headers = Assert.Single(service.Requests).Headers;
        Assert.Equal($"Bearer {RecordingCredential.Token}", headers["Authorization"]);
        Assert.DoesNotContain("x-ms-content-sha256", headers.Keys);
        Assert.Equal(["https://communication.azure.com//.default"], Assert.Single(credential.Asked));
    }

    [Theory]
    [InlineData(CallStyle.Synchronous)]
    [InlineData(CallStyle.Asynchronous)]
    public async Task A_bearer_token_cannot_leave_without_encryption(CallStyle style)
    {
        var credential = new RecordingCredential();

        await Assert.ThrowsAsync<InvalidOperationException>(() => service.Client(credential, "http://127.0.0.1:8080").Send("CreateUser", style, Cancel));

        Assert.Empty(service.Requests);
        Assert.Empty(credential.Asked);
    }
}
