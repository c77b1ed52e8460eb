using System.Net;
using System.Text;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A proxy in front replaces <c>Authorization</c>, as Static Web Apps do: the app's token comes in a header that a setting names, and in no other.</summary>
public sealed class StaticWebAppsTests(StaticWebAppsFixture fixture) : IClassFixture<StaticWebAppsFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("api/me/tokens", "POST")]
    [InlineData("api/token", "GET")]
    public async Task The_token_is_read_from_the_header_that_the_setting_names(string path, string method)
    {
        var user = TestStack.NewUser();

        var answer = await SendAsync(method, path, $"Bearer {Stack.SignIn(user)}", "Bearer eyJhbGciOiJub25lIn0.e30.");

        answer.Is(HttpStatusCode.OK);
        Assert.NotNull(await Stack.FindRowAsync(user));
    }

    [Theory]
    [InlineData("api/me/tokens", "POST")]
    [InlineData("api/token", "GET")]
    public async Task A_token_in_Authorization_counts_for_nothing_then(string path, string method)
    {
        var user = TestStack.NewUser();

        var answer = await SendAsync(method, path, null, $"Bearer {Stack.SignIn(user)}");

        answer.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("Bearer  {0}")]
    [InlineData("Bearer {0}, Bearer {0}")]
    [InlineData("Basic {0}")]
    public async Task The_form_is_the_same_as_that_of_Authorization(string form) =>
        (await SendAsync("GET", "api/me/identity", string.Format(null, form, Stack.SignIn(TestStack.NewUser())), null)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task The_principal_of_Static_Web_Apps_names_nobody()
    {
        // As its documents show it: no proof comes with it, and whoever reaches the app directly can write it.
        var principal = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            """{"identityProvider":"aad","userId":"abcd12345abcd012345abcdef0123450","userDetails":"ada","userRoles":["anonymous","authenticated"]}"""));

        var answer = await Stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request => request.Headers.Add(Principal.Header, principal));

        answer.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
    }

    private Task<ApiAnswer> SendAsync(string method, string path, string? own, string? authorization) => Stack.SendAsync(new HttpMethod(method), path, null, request =>
    {
        Assert.True(own is null || request.Headers.TryAddWithoutValidation(StaticWebAppsFixture.Header, own));
        Assert.True(authorization is null || request.Headers.TryAddWithoutValidation("Authorization", authorization));
    });
}
