using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Function keys, nearly right.</summary>
public sealed class KeyTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private const string Path = "/api/keyed/users/local%7Csomeone/identity";

    private TestStack Stack => fixture.Stack;

    public static TheoryData<string> WrongKeys => [.. Wrong("0123456789abcdef").Keys];

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public async Task A_key_that_is_nearly_right_cannot_be_used(string what)
    {
        var key = Wrong(Stack.FunctionKey)[what];

        var inHeader = await Stack.SendRawAsync($"GET {Path} HTTP/1.1\r\nx-functions-key: {key}");
        var inQuery = await Stack.SendRawAsync($"GET {Path}?code={Uri.EscapeDataString(key)} HTTP/1.1");
        var right = await Stack.SendRawAsync($"GET {Path} HTTP/1.1\r\nx-functions-key: {Stack.FunctionKey}");

        Assert.Equal((401, ""), (inHeader.Status, inHeader.Code));
        Assert.Equal((401, ""), (inQuery.Status, inQuery.Code));
        Assert.Equal("identity_not_found", right.Code);
    }

    [Fact]
    public async Task A_key_in_the_header_hides_one_in_the_query()
    {
        var key = Stack.FunctionKey;

        var wrongHeader = await Stack.SendRawAsync($"GET {Path}?code={key} HTTP/1.1\r\nx-functions-key: wrong");
        var emptyHeader = await Stack.SendRawAsync($"GET {Path}?code={key} HTTP/1.1\r\nx-functions-key:");
        var wrongFirst = await Stack.SendRawAsync($"GET {Path} HTTP/1.1\r\nx-functions-key: wrong\r\nx-functions-key: {key}");
        var wrongQueryFirst = await Stack.SendRawAsync($"GET {Path}?code=wrong&code={key} HTTP/1.1");
        var inTheBearer = await Stack.SendRawAsync($"GET {Path} HTTP/1.1\r\nAuthorization: Bearer {key}");
        var rightHeader = await Stack.SendRawAsync($"GET {Path}?code=wrong HTTP/1.1\r\nx-functions-key: {key}");

        Assert.All([wrongHeader, emptyHeader, wrongFirst, wrongQueryFirst, inTheBearer], answer => Assert.Equal((401, ""), (answer.Status, answer.Code)));
        Assert.Equal("identity_not_found", rightHeader.Code);
    }

    [Fact]
    public async Task No_key_opens_a_self_or_admin_route_and_a_function_key_does_not_open_the_hosts_own()
    {
        foreach (var (method, path, body) in SelfServiceTests.SelfRoutes)
        {
            (await Stack.WithKeyAsync(Stack.MasterKey, method, path, body)).IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
            (await Stack.WithKeyAsync(Stack.MasterKey, method, path.Replace("api/me", "api/users/local%7Csomeone", StringComparison.Ordinal), body))
                .IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        }

        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, "admin/functions")).IsOfTheHost(HttpStatusCode.Forbidden);
        // Control: the master key does.
        Assert.Equal(HttpStatusCode.OK, (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, "admin/functions")).Status);
    }

    private static Dictionary<string, string> Wrong(string key) => new()
    {
        ["empty"] = "",
        ["one letter"] = key[..1],
        ["one letter too short"] = key[..^1],
        ["one letter too long"] = key + "a",
        ["twice"] = key + key,
        ["with a comma"] = key + "," + key,
        ["backwards"] = string.Concat(key.Reverse()),
        ["in upper case"] = key.ToUpperInvariant() + "A",
        ["in quotes"] = $"\"{key}\"",
        ["very long"] = string.Concat(Enumerable.Repeat(key, 50)),
        ["the name of a level"] = "Admin",
        ["null"] = "null",
    };
}
