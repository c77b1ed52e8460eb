using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Tokens of an OpenID provider that others wrote.</summary>
public sealed class OpenIdProviderTests(SharedAzurite azurite)
{
    private const string Resource = "https://api.example.com";
    private const string Scope = "access_as_user";

    [Fact]
    public async Task A_user_who_signed_in_at_a_real_provider_is_served_and_a_client_in_the_users_place_is_not()
    {
        await using var provider = await OpenIdProvider.StartAsync(Resource, Scope);
        await using var stack = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?>
        {
            ["Authentication:Issuers:provider:Authority"] = provider.Address,
            ["Authentication:Issuers:provider:Audience"] = Resource,
            ["Authentication:Issuers:provider:RequiredScope"] = Scope,
        });
        var user = TestStack.NewUser();
        var session = await provider.SignInAsync(user, Resource, Scope);

        var served = await stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var changed = await stack.AsAsync(session[..^8] + "AAAAAAAA", HttpMethod.Post, "api/me/tokens");
        var client = await stack.AsAsync(await provider.SignInClientAsync(Resource, Scope), HttpMethod.Post, "api/me/tokens");

        Assert.True(stack.Acs.Inspection.Validate(served.Is(HttpStatusCode.OK).Token).Valid);
        Assert.NotNull(await stack.FindRowAsync(user, "provider"));
        changed.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        client.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
    }
}
