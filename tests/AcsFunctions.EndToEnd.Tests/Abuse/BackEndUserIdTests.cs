using System.Buffers.Text;
using System.Net;
using System.Text;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Ids that back-ends name: one that no token can have would make a second identity beside the user's own.</summary>
public sealed class BackEndUserIdTests(EntraIdFixture fixture) : IClassFixture<EntraIdFixture>
{
    private const string Tenant = EntraIdFixture.Tenant;
    private const string User = EntraIdFixture.User;

    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("entr|" + Tenant + "|" + User)]
    [InlineData("Local|ada")]
    [InlineData("LOCAL|ada")]
    [InlineData("local")]
    [InlineData("ada")]
    [InlineData("ada@example.com")]
    [InlineData("|ada")]
    [InlineData("crm2|17")]
    [InlineData("Crm|17")]
    [InlineData("Guest|17")]
    public async Task An_id_that_nobody_who_signs_in_can_have_is_refused(string id)
    {
        foreach (var answer in await PutAsync(id))
        {
            Assert.Contains("The aliases are: crm, entra, local, old_shop.", answer.IsProblem(HttpStatusCode.BadRequest, "invalid_user_id").Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_can_be_named_by_the_reserved_alias()
    {
        foreach (var id in new[] { "guest|17", "guest|", "guest", "guest|" + new string('A', 32), "guest|" + new string('0', 33), "guest|" + new string('0', 32) + "|x" })
        {
            foreach (var answer in await PutAsync(id))
            {
                Assert.Contains("guest is reserved", answer.IsProblem(HttpStatusCode.BadRequest, "invalid_user_id").Text("detail"), StringComparison.Ordinal);
            }
        }

        // Control: what a guest could be called is let through, and nobody is made.
        foreach (var answer in await PutAsync("guest|" + new string('0', 32)))
        {
            answer.IsProblem(HttpStatusCode.NotFound, "guest_expired");
        }
    }

    [Theory]
    [InlineData("8A0E5B1C-4D1F-4B7E-9C55-1F2A3B4C5D6E|" + User, "The tid of an id")]
    [InlineData(Tenant + "|0F9E8D7C-6B5A-4938-8271-605F4E3D2C1B", "The oid of an id")]
    [InlineData(Tenant + "|{" + User + "}", "The oid of an id")]
    [InlineData(Tenant + "|0f9e8d7c6b5a49388271605f4e3d2c1b", "The oid of an id")]
    [InlineData(Tenant + "|ada@contoso.com", "The oid of an id")]
    [InlineData(Tenant + "|" + User + "|x", "The oid of an id")]
    [InlineData(Tenant + "|" + User + " ", "The oid of an id")]
    [InlineData("6ba7b810-9dad-41d1-80b4-00c04fd430c8|" + User, "The tenant of the id")]
    [InlineData(Tenant, "An id of the alias entra is entra|<tid>|<oid>.")]
    [InlineData(User, "An id of the alias entra is entra|<tid>|<oid>.")]
    [InlineData(Tenant + "|", "An id of the alias entra is entra|<tid>|<oid>.")]
    [InlineData("", "An id of the alias entra is entra|<tid>|<oid>.")]
    public async Task An_Entra_id_has_one_form_only(string rest, string why)
    {
        foreach (var answer in await PutAsync("entra|" + rest))
        {
            Assert.Contains(why, answer.IsProblem(HttpStatusCode.BadRequest, "invalid_user_id").Text("detail"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("entra|" + Tenant + "|" + User)]
    [InlineData("local|ada")]
    [InlineData("local|ada|with|bars")]
    [InlineData("crm|17")]
    [InlineData("crm|A Customer/17")]
    [InlineData("old_shop|x")]
    public async Task An_id_that_a_token_can_have_or_a_setting_declares_is_taken(string id)
    {
        foreach (var answer in await PutAsync(id))
        {
            Assert.Contains(answer.Status, new[] { HttpStatusCode.OK, HttpStatusCode.Created });
        }
    }

    [Fact]
    public async Task Where_no_issuer_is_configured_back_ends_decide_what_an_id_is()
    {
        await using var stack = await WithoutIssuerAsync();

        (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Put, "api/keyed/users/ada/identity")).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("crm|")]
    [InlineData("crm||")]
    public async Task An_id_that_ends_with_its_alias_would_make_everybody_one_user_and_is_refused(string id)
    {
        var identity = await Stack.NewAcsIdentityAsync();
        var path = $"api/keyed/users/{Uri.EscapeDataString(id)}/identity";

        var declared = await PutAsync(id);
        var adopted = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Put, path, $$"""{"communicationUserId":"{{identity}}"}""");
        var lookedUp = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/identities/lookup", $$"""{"userIds":["{{id}}","crm|17"],"create":true}""");
        var imported = await Stack.WithKeyAsync(
            Stack.MasterKey, HttpMethod.Post, "api/keyed/operations/import", $$"""{"identities":[{"communicationUserId":"{{identity}}","userId":"{{id}}"}]}""");
        await using var stack = await WithoutIssuerAsync();
        var undeclared = await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Put, path);

        Assert.All(declared.Append(adopted).Append(undeclared), answer =>
            Assert.Contains("ends with its alias", answer.IsProblem(HttpStatusCode.BadRequest, "invalid_user_id").Text("detail"), StringComparison.Ordinal));
        var users = lookedUp.Is(HttpStatusCode.OK).Json.GetProperty("users");
        Assert.Equal("invalid_user_id", users[0].GetProperty("code").GetString());
        // Control: whoever has a name is looked up.
        Assert.True(users[1].TryGetProperty("user", out _));
        Assert.Equal("invalid_user_id", imported.Is(HttpStatusCode.OK).Json.GetProperty("rows")[0].GetProperty("code").GetString());
    }

    private Task<TestStack> WithoutIssuerAsync() => TestStack.StartAsync(
        fixture.Azurite, configureApp: builder => builder.Services.PostConfigure<AuthenticationOptions>(options => options.Issuers.Clear()));

    // By key and by role, and in both forms of a path.
    private async Task<ApiAnswer[]> PutAsync(string id)
    {
        var encoded = "base64url:" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id));
        var plain = id.All(c => char.IsAsciiLetterOrDigit(c) || "-_.~|@:+".Contains(c, StringComparison.Ordinal)) ? Uri.EscapeDataString(id) : encoded;
        return
        [
            await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Put, $"api/keyed/users/{plain}/identity"),
            await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Put, $"api/keyed/users/{encoded}/identity"),
            await Stack.AsAsync(Stack.SignInAdmin(), HttpMethod.Put, $"api/users/{plain}/identity"),
        ];
    }
}
