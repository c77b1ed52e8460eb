using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>An app to which nobody has said whom it may believe.</summary>
public sealed class UnconfiguredTests(SharedAzurite azurite)
{
    [Fact]
    public async Task Without_any_way_to_tell_callers_apart_nobody_is_served()
    {
        await using var stack = await StartAsync(new Dictionary<string, string?> { ["WEBSITE_AUTH_ENABLED"] = "true" });
        var session = stack.SignIn(TestStack.NewUser());

        foreach (var (method, path, body) in SelfServiceTests.SelfRoutes)
        {
            (await stack.AnonymouslyAsync(method, path, body)).IsProblem(HttpStatusCode.ServiceUnavailable, "authentication_not_configured");
            (await stack.AsAsync(session, method, path, body)).IsProblem(HttpStatusCode.ServiceUnavailable, "authentication_not_configured");
            (await stack.SendAsync(method, path, body, request => request.Headers.Add(Principal.Header, Principal.Of(("sub", "somebody")))))
                .IsProblem(HttpStatusCode.ServiceUnavailable, "authentication_not_configured");
        }

        // Control: a back-end with a key is.
        (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Put, "api/keyed/users/local%7Csomeone/identity")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Where_only_the_platform_signs_users_in_a_token_alone_is_nobodys()
    {
        await using var stack = await StartAsync(AppServiceFixture.SettingsOf("true", "true"));
        var user = TestStack.NewUser();

        var byToken = await stack.AsAsync(stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        var byPrincipal = await stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request => request.Headers.Add(Principal.Header, Principal.Of(("sub", user), ("scp", "access_as_user"))));

        byToken.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        byPrincipal.Is(HttpStatusCode.OK);
    }

    private Task<TestStack> StartAsync(IReadOnlyDictionary<string, string?> settings) => TestStack.StartAsync(
        azurite.Azurite, settings, configureApp: app => app.Services.PostConfigure<AuthenticationOptions>(options => options.Issuers.Clear()));
}
