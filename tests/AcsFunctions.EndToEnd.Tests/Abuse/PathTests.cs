using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A is signed in and wants what is B's, by every spelling of a path; sent byte for byte, since a client would tidy it.</summary>
public sealed class PathTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("/api/users/{B}/identity")]
    [InlineData("/api/users/{B}/identity/")]
    [InlineData("/API/USERS/{B}/IDENTITY")]
    [InlineData("//api/users/{B}/identity")]
    [InlineData("/api//users/{B}/identity")]
    [InlineData("/api/./users/{B}/identity")]
    [InlineData("/api/me/../users/{B}/identity")]
    [InlineData("/api/me/%2e%2e/users/{B}/identity")]
    [InlineData("/api/me/..%2fusers/{B}/identity")]
    [InlineData("/api/me/%2e%2e%2fusers%2f{B}%2fidentity")]
    [InlineData("/api/me/%252e%252e/users/{B}/identity")]
    [InlineData("/api/me/%252e%252e%252fusers%252f{B}%252fidentity")]
    [InlineData("/api/me/..;/users/{B}/identity")]
    [InlineData("/api/me;/../users/{B}/identity")]
    [InlineData("/api/me/..\\users\\{B}\\identity")]
    [InlineData("/api/me/..%5cusers%5c{B}%5cidentity")]
    [InlineData("/api/me/.%2e/users/{B}/identity")]
    [InlineData("/api/me/%c0%ae%c0%ae/users/{B}/identity")]
    [InlineData("/api/me/..%c0%afusers/{B}/identity")]
    [InlineData("/api/users%2f{B}%2fidentity")]
    [InlineData("/api/%75sers/{B}/identity")]
    [InlineData("/api/users/{B}%00/identity")]
    [InlineData("/api/users/me/../{B}/identity")]
    [InlineData("/api/users/{B};x=y/identity")]
    [InlineData("/api/users/{A}/../{B}/identity")]
    [InlineData("/api/users/{A}%2f..%2f{B}/identity")]
    [InlineData("/api/me/{B}/identity")]
    [InlineData("/api/me;{B}/identity")]
    [InlineData("/api/me%2f{B}/identity")]
    [InlineData("/api/keyed/users/{B}/identity")]
    [InlineData("/api/keyed/../users/{B}/identity")]
    [InlineData("/api/keyed/users/%2e%2e/users/{B}/identity")]
    [InlineData("/api/users/../keyed/users/{B}/identity")]
    [InlineData("/admin/functions/ReadUserIdentity")]
    [InlineData("/api/admin/users/{B}/identity")]
    [InlineData("http://127.0.0.1/api/users/{B}/identity")]
    [InlineData("http://admin@127.0.0.1/api/users/{B}/identity")]
    [InlineData("http://evil.example/api/me/../users/{B}/identity")]
    [InlineData("/api/me/identity/../../users/{B}/identity")]
    public async Task A_path_cannot_lead_to_another_user(string path)
    {
        var (a, b) = (TestStack.NewUser("a"), TestStack.NewUser("b"));
        var token = Stack.SignIn(a);
        var own = (await Stack.AsAsync(token, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;
        var others = (await Stack.AsAsync(Stack.SignIn(b), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;
        var target = path.Replace("{A}", "local%7C" + a, StringComparison.Ordinal).Replace("{B}", "local%7C" + b, StringComparison.Ordinal);

        foreach (var method in new[] { "GET", "DELETE", "PUT" })
        {
            var answer = await Stack.SendRawAsync($"{method} {target} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nContent-Length: 0");

            Assert.InRange(answer.Status, 400, 499);
            Assert.DoesNotContain(others, answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(others, (await Stack.FindRowAsync(b))!.GetString("CommunicationUserId"));
        Assert.Equal(own, (await Stack.FindRowAsync(a))!.GetString("CommunicationUserId"));
        // Control: to an operator the straight path shows it, sent in the same way.
        var operators = await Stack.SendRawAsync($"GET /api/users/local%7C{b}/identity HTTP/1.1\r\nAuthorization: Bearer {Stack.SignInAdmin()}");
        Assert.Contains(others, operators.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/me/identity?userId={B}")]
    [InlineData("/api/me/identity?sub={B}&user={B}&id={B}")]
    [InlineData("/api/me/identity?access_token={TOKEN-B}")]
    [InlineData("/api/me/identity?code={KEY}")]
    [InlineData("/api/me/identity#/../users/{B}")]
    [InlineData("/api/me/identity?/../../users/{B}/identity")]
    public async Task A_query_cannot_name_another_user(string path)
    {
        var (a, b) = (TestStack.NewUser("a"), TestStack.NewUser("b"));
        var token = Stack.SignIn(a);
        var own = (await Stack.AsAsync(token, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;
        var tokenB = Stack.SignIn(b);
        var others = (await Stack.AsAsync(tokenB, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;
        var target = path.Replace("{B}", "local%7C" + b, StringComparison.Ordinal)
            .Replace("{TOKEN-B}", tokenB, StringComparison.Ordinal)
            .Replace("{KEY}", Stack.FunctionKey, StringComparison.Ordinal);

        var answer = await Stack.SendRawAsync($"GET {target} HTTP/1.1\r\nAuthorization: Bearer {token}");
        var anonymous = await Stack.SendRawAsync($"GET {target} HTTP/1.1");

        Assert.DoesNotContain(others, answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Status is 400 or 404 || answer.Text.Contains(own, StringComparison.Ordinal), answer.Text);
        Assert.InRange(anonymous.Status, 400, 404);
    }
}
