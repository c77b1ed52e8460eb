using System.Net;
using System.Text;
using AcsFunctions.Acs;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>What the routes for back-ends alone refuse, and how; whether the contract describes it is the checks' to say.</summary>
public sealed class DirectoryAnswersTests(ScriptedFixture fixture) : IClassFixture<ScriptedFixture>, IDisposable
{
    private const string LookUp = "api/keyed/identities/lookup";
    private const string Guests = "api/keyed/guests";
    private const string Import = "api/keyed/operations/import";

    private TestStack Stack => fixture.Stack;

    private static string Adopt => $"api/keyed/users/local%7C{TestStack.NewUser()}/identity";

    public void Dispose() => (fixture.Script.Acs, fixture.Script.HasCredential, fixture.Script.Store) = (null, true, StoreMood.Well);

    [Fact]
    public async Task Storage_fails()
    {
        fixture.Script.Store = StoreMood.Unreachable;
        (await AdoptAsync("8:acs:a_b")).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        (await SendAsync(HttpMethod.Get, "api/keyed/identities/8:acs:a_b")).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        (await SendAsync(HttpMethod.Post, Guests)).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        Assert.Contains("storage_unavailable", (await SendAsync(HttpMethod.Post, LookUp, """{"userIds":["local|a"]}""")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        Assert.Contains(
            "\"failed\"", (await SendAsync(HttpMethod.Post, Import, """{"identities":[{"userId":"local|a","communicationUserId":"8:acs:a_b"}]}""")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);

        fixture.Script.Store = StoreMood.Broken;
        (await AdoptAsync("8:acs:a_b")).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
        (await SendAsync(HttpMethod.Get, "api/keyed/identities/8:acs:a_b")).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
        (await SendAsync(HttpMethod.Post, Guests)).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
        (await SendAsync(HttpMethod.Post, LookUp, """{"userIds":["local|a"]}""")).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
        (await SendAsync(HttpMethod.Post, Import, """{"identities":[{"userId":"local|a","communicationUserId":"8:acs:a_b"}]}""")).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
    }

    [Fact]
    public async Task Others_get_in_between()
    {
        fixture.Script.Store = StoreMood.Contended;

        (await AdoptAsync(await Stack.NewAcsIdentityAsync())).IsProblem(HttpStatusCode.ServiceUnavailable, "contended");
        (await SendAsync(HttpMethod.Post, Guests)).IsProblem(HttpStatusCode.ServiceUnavailable, "contended");
    }

    [Theory]
    [InlineData(AcsRefusalKind.Throttled, 429, "acs_throttled")]
    [InlineData(AcsRefusalKind.Denied, 502, "acs_denied")]
    [InlineData(AcsRefusalKind.Unavailable, 503, "acs_unavailable")]
    public async Task ACS_refuses(AcsRefusalKind kind, int status, string code)
    {
        fixture.Script.Acs = kind;

        (await AdoptAsync($"8:acs:a_{kind}")).IsProblem((HttpStatusCode)status, code);
        (await SendAsync(HttpMethod.Post, Guests)).IsProblem((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task A_body_comes_in_the_wrong_form()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Put, Adopt), (HttpMethod.Post, LookUp), (HttpMethod.Post, Guests), (HttpMethod.Post, Import) })
        {
            (await SendAsync(method, path, new StringContent("{}", Encoding.UTF8, "text/plain"))).IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
            (await SendAsync(method, path, new ByteArrayContent(new byte[5_000_000]))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
            (await SendAsync(method, path, new ChunkedContent("{}"))).IsProblem(HttpStatusCode.LengthRequired, "length_required");
        }
    }

    [Theory]
    [InlineData("GET", "api/keyed/identities/8:acs:a_b")]
    [InlineData("POST", LookUp)]
    [InlineData("POST", Guests)]
    [InlineData("POST", Import)]
    public async Task Without_the_key_the_host_refuses(string method, string path)
    {
        (await Stack.AnonymouslyAsync(new HttpMethod(method), path)).IsOfTheHost(HttpStatusCode.Unauthorized);
        (await Stack.AsAsync(Stack.SignInAdmin(), new HttpMethod(method), path)).IsOfTheHost(HttpStatusCode.Unauthorized);
    }

    private Task<ApiAnswer> AdoptAsync(string identity) => SendAsync(HttpMethod.Put, Adopt, $$"""{"communicationUserId":"{{identity}}"}""");

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? json = null) => Stack.WithKeyAsync(Stack.MasterKey, method, path, json);

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent content) => Stack.SendAsync(method, path, null, request =>
    {
        request.Content = content;
        request.Headers.Add("x-functions-key", Stack.MasterKey);
    });
}
