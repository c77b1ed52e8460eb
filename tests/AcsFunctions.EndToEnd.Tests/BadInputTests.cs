using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>Bad input gets a clear problem and changes nothing.</summary>
public sealed class BadInputTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("{", "invalid_body")]
    [InlineData("null", "invalid_body")]
    [InlineData("[]", "invalid_body")]
    [InlineData("\"chat\"", "invalid_body")]
    [InlineData("""{"scopes":"chat"}""", "invalid_body")]
    [InlineData("""{"scopes":[1]}""", "invalid_body")]
    [InlineData("""{"scopes":{"a":1}}""", "invalid_body")]
    [InlineData("""{"scope":["chat"]}""", "invalid_body")]
    [InlineData("""{"Scopes":["chat"]}""", "invalid_body")]
    [InlineData("""{"scopes":["chat"],"scopes":["voip"]}""", "invalid_body")]
    [InlineData("""{"expiresInMinutes":"60"}""", "invalid_body")]
    [InlineData("""{"expiresInMinutes":60.5}""", "invalid_body")]
    [InlineData("""{"expiresInMinutes":99999999999}""", "invalid_body")]
    [InlineData("""{"scopes":["chat"]} trailing""", "invalid_body")]
    [InlineData("""{"scopes":[]}""", "invalid_scope")]
    [InlineData("""{"scopes":["CHAT"]}""", "invalid_scope")]
    [InlineData("""{"scopes":["pstn"]}""", "invalid_scope")]
    [InlineData("""{"scopes":["chat",""]}""", "invalid_scope")]
    [InlineData("""{"scopes":[null]}""", "invalid_scope")]
    [InlineData("""{"expiresInMinutes":59}""", "invalid_lifetime")]
    [InlineData("""{"expiresInMinutes":1441}""", "invalid_lifetime")]
    [InlineData("""{"expiresInMinutes":-1}""", "invalid_lifetime")]
    [InlineData("""{"expiresInMinutes":0}""", "invalid_lifetime")]
    public async Task A_token_request_that_makes_no_sense_is_refused(string json, string code)
    {
        var user = TestStack.NewUser();

        var answer = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens", json);

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Theory]
    [InlineData("""{"expiresInMinutes":60}""")]
    [InlineData("""{"expiresInMinutes":1440}""")]
    [InlineData("""{"scopes":["chat","chat"]}""")]
    [InlineData("{}")]
    public async Task A_token_request_at_the_edge_of_sense_is_served(string json)
    {
        var answer = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Post, "api/me/tokens", json);

        answer.Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? contentType)
    {
        var user = TestStack.NewUser();
        var content = new ByteArrayContent("""{"scopes":["chat"]}"""u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        var answer = await PostAsync(user, content);

        answer.IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Theory]
    [InlineData(33 * 1024)]
    [InlineData(2 * 1024 * 1024)]
    public async Task A_body_that_is_too_large_is_refused(int bytes)
    {
        var user = TestStack.NewUser();
        var content = new StringContent($$"""{"scopes":["{{new string('a', bytes)}}"]}""", Encoding.UTF8, "application/json");

        var answer = await PostAsync(user, content);

        answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Fact]
    public async Task A_chunked_body_which_the_host_drops_is_not_taken_for_no_body()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);

        var answer = await Stack.SendAsync(HttpMethod.Post, "api/me/tokens", """{"scopes":["chat"]}""", request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
            request.Headers.TransferEncodingChunked = true;
            request.Content!.Headers.ContentLength = null;
        });

        answer.IsProblem(HttpStatusCode.LengthRequired, "length_required");
        Assert.All(["StringContent", "fetch", "BodyPublishers.ofString"], way => Assert.Contains(way, answer.Text("detail"), StringComparison.Ordinal));
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Fact]
    public async Task What_PostAsJsonAsync_sends_is_refused_and_StringContent_is_served()
    {
        var session = Stack.SignIn(TestStack.NewUser());

        var json = await PostAsync(JsonContent.Create(new { scopes = new List<string> { "chat" } }));
        var text = await PostAsync(new StringContent("""{"scopes":["chat"]}""", Encoding.UTF8, "application/json"));

        json.IsProblem(HttpStatusCode.LengthRequired, "length_required");
        text.Is(HttpStatusCode.OK);

        Task<ApiAnswer> PostAsync(HttpContent content) => Stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
            request.Content = content;
        });
    }

    [Fact]
    public async Task No_body_and_an_empty_body_ask_for_all_that_the_policy_allows()
    {
        var none = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Post, "api/me/tokens");
        var empty = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Post, "api/me/tokens", "");

        Assert.Equal(2, none.Is(HttpStatusCode.OK).Json.GetProperty("scopes").GetArrayLength());
        Assert.Equal(2, empty.Is(HttpStatusCode.OK).Json.GetProperty("scopes").GetArrayLength());
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer a b")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    public async Task An_authorization_header_that_is_no_token_is_refused(string header)
    {
        var answer = await Stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request => request.Headers.TryAddWithoutValidation("Authorization", header));

        answer.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Contains("invalid_token", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_without_the_required_scope_is_refused()
    {
        var user = TestStack.NewUser();

        var answer = await Stack.AsAsync(Stack.SignIn(user, "openid profile"), HttpMethod.Post, "api/me/tokens");

        answer.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Fact]
    public async Task A_foreign_token_is_refused()
    {
        await using var elsewhere = await Local.SignIn.DevelopmentSignIn.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var answer = await Stack.AsAsync(elsewhere.IssueToken(TestStack.NewUser()), HttpMethod.Post, "api/me/tokens");

        answer.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_token_changed_by_one_letter_is_refused()
    {
        var token = Stack.SignIn(TestStack.NewUser());
        var parts = token.Split('.');
        var signature = (parts[2][0] == 'A' ? "B" : "A") + parts[2][1..];

        var answer = await Stack.AsAsync($"{parts[0]}.{parts[1]}.{signature}", HttpMethod.Post, "api/me/tokens");

        answer.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        await using var stackOfItsOwn = await TestStack.StartAsync(fixture.Azurite);
        var session = stackOfItsOwn.SignIn(TestStack.NewUser());
        (await stackOfItsOwn.AsAsync(session, HttpMethod.Get, "api/me/identity")).IsProblem(HttpStatusCode.NotFound, "identity_not_found");

        stackOfItsOwn.Clock.Advance(TimeSpan.FromMinutes(61));

        (await stackOfItsOwn.AsAsync(session, HttpMethod.Get, "api/me/identity")).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Theory]
    [InlineData("GET", "api/me/tokens")]
    [InlineData("POST", "api/me/identity")]
    [InlineData("HEAD", "api/me/identity")]
    [InlineData("OPTIONS", "api/me/tokens")]
    [InlineData("GET", "api/nothing")]
    [InlineData("GET", "api")]
    public async Task An_unknown_route_or_method_is_the_hosts_to_refuse(string method, string path)
    {
        var answer = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), new HttpMethod(method), path);

        answer.IsOfTheHost(HttpStatusCode.NotFound);
    }

    private Task<ApiAnswer> PostAsync(string user, HttpContent content)
    {
        var session = Stack.SignIn(user);
        return Stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request =>
        {
            request.Content = content;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        });
    }
}
