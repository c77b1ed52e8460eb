using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Headers and bodies that would be somebody else; sent byte for byte.</summary>
public sealed class HeaderTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("Authorization: Bearer {A}\r\nAuthorization: Bearer {B}")]
    [InlineData("Authorization: Bearer {B}\r\nAuthorization: Bearer {A}")]
    [InlineData("Authorization: Bearer {A}\r\nauthorization: Bearer {A}")]
    [InlineData("Authorization: Bearer {A}, Bearer {B}")]
    [InlineData("Authorization: Bearer {A},{B}")]
    [InlineData("Authorization: Bearer {A} {B}")]
    [InlineData("Authorization: Bearer\r\n {A}")]
    [InlineData("Authorization: Bearer {A}\r\n {B}")]
    [InlineData("Authorization: Bearer\t{A}")]
    [InlineData("Authorization: Bearer  {A}")]
    [InlineData("Authorization: Bearer \t {A}")]
    [InlineData("Authorization: Bearer {A} realm=x")]
    [InlineData("Authorization: {A}")]
    [InlineData("Authorization: Token {A}")]
    [InlineData("Authorization: Bearer: {A}")]
    [InlineData("Authorization: DPoP {A}")]
    [InlineData("Authorization : Bearer {A}")]
    [InlineData("Proxy-Authorization: Bearer {A}")]
    [InlineData("X-Authorization: Bearer {A}")]
    [InlineData("Cookie: access_token={A}; Authorization=Bearer {A}")]
    [InlineData("X-MS-TOKEN-AAD-ACCESS-TOKEN: {A}")]
    public async Task A_credential_in_any_but_the_one_place_and_form_cannot_be_used(string headers)
    {
        var (a, b) = (Stack.SignIn(TestStack.NewUser("a")), Stack.SignIn(TestStack.NewUser("b")));

        var answer = await Stack.SendRawAsync("GET /api/me/identity HTTP/1.1\r\n" + headers.Replace("{A}", a, StringComparison.Ordinal).Replace("{B}", b, StringComparison.Ordinal));
        var control = await Stack.SendRawAsync($"GET /api/me/identity HTTP/1.1\r\nAuthorization: Bearer {a}");
        var inAnotherCase = await Stack.SendRawAsync($"GET /api/me/identity HTTP/1.1\r\nAUTHORIZATION: bearer {a}");

        // 400 is the server's: it takes no folded header and no space in a name.
        Assert.InRange(answer.Status, 400, 401);
        Assert.Equal("identity_not_found", control.Code);
        Assert.Equal("identity_not_found", inAnotherCase.Code);
    }

    [Theory]
    [InlineData("X-User-Id: {B}")]
    [InlineData("X-Forwarded-User: {B}\r\nX-Remote-User: {B}\r\nRemote-User: {B}")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-ID: {B}\r\nX-MS-CLIENT-PRINCIPAL-NAME: {B}")]
    [InlineData("X-Original-URL: /api/users/{B}/identity")]
    [InlineData("X-Rewrite-URL: /api/users/{B}/identity")]
    [InlineData("X-Forwarded-Path: /api/users/{B}/identity\r\nX-Forwarded-Prefix: /api/users/{B}")]
    [InlineData("X-HTTP-Method-Override: DELETE\r\nX-HTTP-Method: DELETE\r\nX-Method-Override: DELETE")]
    [InlineData("X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nX-ARR-SSL: x")]
    public async Task A_header_cannot_make_A_into_B_nor_one_request_into_another(string headers)
    {
        var (a, b) = (TestStack.NewUser("a"), TestStack.NewUser("b"));
        var token = Stack.SignIn(a);
        var own = (await Stack.AsAsync(token, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;
        var others = (await Stack.AsAsync(Stack.SignIn(b), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;
        var sent = headers.Replace("{B}", "local%7C" + b, StringComparison.Ordinal);

        var answer = await Stack.SendRawAsync($"GET /api/me/identity HTTP/1.1\r\nAuthorization: Bearer {token}\r\n{sent}");
        var anonymous = await Stack.SendRawAsync($"GET /api/me/identity HTTP/1.1\r\n{sent}");

        Assert.Contains(own, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(others, answer.Text, StringComparison.Ordinal);
        Assert.Equal("authentication_required", anonymous.Code);
        Assert.NotNull((await Stack.FindRowAsync(a))!.GetString("CommunicationUserId"));
    }

    [Theory]
    [InlineData("""{"userId":"{B}"}""")]
    [InlineData("""{"sub":"{B}"}""")]
    [InlineData("""{"communicationUserId":"{B}"}""")]
    [InlineData("""{"user":{"communicationUserId":"{B}"}}""")]
    [InlineData("""{"__proto__":{"userId":"{B}"}}""")]
    public async Task A_body_cannot_name_another_user(string body)
    {
        var user = TestStack.NewUser("a");

        var answer = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens", body.Replace("{B}", "local|b", StringComparison.Ordinal));

        answer.IsProblem(HttpStatusCode.BadRequest, "invalid_body");
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: 5, 6")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding : chunked")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: +5")]
    [InlineData("Content-Length: 0x10")]
    public async Task A_body_of_two_lengths_cannot_smuggle_a_request(string headers)
    {
        var user = TestStack.NewUser();
        var head = $"POST /api/me/tokens HTTP/1.1\r\nAuthorization: Bearer {Stack.SignIn(user)}\r\nContent-Type: application/json\r\n";
        const string smuggled = "GET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n";

        var answer = await Stack.SendRawAsync(head + headers, "0\r\n\r\n" + smuggled);
        var plain = await Stack.SendRawAsync(head + "Content-Length: 0");

        Assert.InRange(answer.Status, 400, 411);
        Assert.Single(answer.Text.Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(200, plain.Status);
    }
}
