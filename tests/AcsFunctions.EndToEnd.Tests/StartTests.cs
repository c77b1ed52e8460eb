using System.Net;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.Options;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>A configuration mistake stops the start, and says which setting it is.</summary>
public sealed class StartTests(SharedAzurite azurite)
{
    [Theory]
    [InlineData("COMMUNICATION_SERVICES_CONNECTION_STRING", "endpoint=;accesskey=", "COMMUNICATION_SERVICES_CONNECTION_STRING")]
    [InlineData("Acs:Endpoint", "http://name.communication.azure.com", "Acs:Endpoint")]
    [InlineData("Acs:Retries", "6", "Acs:Retries")]
    [InlineData("IdentityStore:TableServiceUri", "http://account.table.core.windows.net", "IdentityStore:TableServiceUri")]
    [InlineData("Identities:TouchInterval", "00:00:01", "Identities:TouchInterval")]
    [InlineData("Tokens:AllowedScopes", "chat fax", "Tokens:AllowedScopes")]
    [InlineData("Tokens:ExpiresInMinutes", "59", "Tokens:ExpiresInMinutes")]
    [InlineData("Tokens:MaxExpiresInMinutes", "1441", "Tokens:MaxExpiresInMinutes")]
    [InlineData("Guests:AllowedScopes", "chat.join fax", "The setting Guests:AllowedScopes names 'fax'")]
    [InlineData("Guests:MaxExpiresInMinutes", "1441", "Guests:MaxExpiresInMinutes")]
    [InlineData("Guests:DeleteAfterMinutes", "4", "Guests:DeleteAfterMinutes")]
    [InlineData("Guests:MaxDeleteAfterMinutes", "43201", "Guests:MaxDeleteAfterMinutes")]
    [InlineData("Guests:MaxDeleteAfterMinutes", "119", "The setting Guests:DeleteAfterMinutes is above Guests:MaxDeleteAfterMinutes.")]
    [InlineData("CleanUp:StaleAfter", "1.00:00:00", "CleanUp:StaleAfter")]
    [InlineData("CleanUp:Concurrency", "0", "CleanUp:Concurrency")]
    [InlineData("RateLimits:TokensPerMinute", "0", "RateLimits:TokensPerMinute")]
    [InlineData("RateLimits:TokenBurst", "1001", "RateLimits:TokenBurst")]
    [InlineData("Authentication:AppService:Enabled", "true", "Authentication:AppService:Alias")]
    [InlineData("Authentication:Issuers:local:Authority", "http://login.example.com", "Authentication:Issuers:local:Authority")]
    [InlineData("Authentication:Issuers:NOT_AN_ALIAS:Audience", "x", "Authentication:Issuers:NOT_AN_ALIAS")]
    [InlineData("Authentication:Issuers:guest:Audience", "x", "Authentication:Issuers:guest")]
    [InlineData("Authentication:Issuers:local:RequiredScope", "one two", "Authentication:Issuers:local:RequiredScope")]
    [InlineData("Authentication:Issuers:local:Authority", "https://login.microsoftonline.com/organizations/v2.0", "Authentication:Issuers:local:Tenants")]
    [InlineData("Authentication:Issuers:local:Authority", "https://login.microsoftonline.com/Common/v2.0", "Authentication:Issuers:local:Tenants")]
    [InlineData("Authentication:Issuers:local:Tenants", "contoso.onmicrosoft.com", "Authentication:Issuers:local:Tenants")]
    [InlineData("Authentication:Issuers:local:Tenants", "8A0E5B1C-4D1F-4B7E-9C55-1F2A3B4C5D6E", "Authentication:Issuers:local:Tenants")]
    [InlineData("Authentication:Issuers:local:Tenants", "8a0e5b1c-4d1f-4b7e-9c55-1f2a3b4c5d6e", "Authentication:Issuers:local:UserIdClaims")]
    [InlineData("Authentication:Issuers:local:UserIdClaims", "tid,oid", "Authentication:Issuers:local:UserIdClaims")]
    [InlineData("Authentication:Issuers:local:ClientIds", "one;two", "Authentication:Issuers:local:ClientIds")]
    [InlineData("Authentication:Issuers:local:AcceptIdTokens", "true", "Authentication:Issuers:local:AdminRole")]
    [InlineData("Authentication:Issuers:local:AllowAnonymousSignIns", "true", "Authentication:Issuers:local:AllowAnonymousSignIns")]
    [InlineData("Authentication:Issuers:other:ClientIds", "client", "Authentication:Issuers:other:Authority")]
    [InlineData("Authentication:OtherAliases", "crm guest", "Authentication:OtherAliases")]
    [InlineData("Authentication:OtherAliases", "CRM", "Authentication:OtherAliases")]
    [InlineData("Authentication:OtherAliases", "crm local", "Authentication:OtherAliases")]
    [InlineData("Authentication:Header", "Cookie", "Authentication:Header")]
    [InlineData("Authentication:Header", "X-Functions-Key", "Authentication:Header")]
    [InlineData("Authentication:Header", "two words", "Authentication:Header")]
    [InlineData("Identities:MaxSessionAge", "00:04:59", "Identities:MaxSessionAge")]
    [InlineData("Identities:MaxSessionAge", "401.00:00:00", "Identities:MaxSessionAge")]
    [InlineData("Acs:Deadlines", "00:00:10", "There is no setting Acs:Deadlines:")]
    [InlineData("Acs:Quota:Token", "10", "There is no setting Acs:Quota:Token:")]
    [InlineData("IdentityStore:StoreUserIds", "false", "There is no setting IdentityStore:StoreUserIds:")]
    [InlineData("Identities:MaxCredentialsAge", "01:00:00", "There is no setting Identities:MaxCredentialsAge:")]
    [InlineData("Tokens:AllowedScope", "chat.join", "There is no setting Tokens:AllowedScope:")]
    [InlineData("Tokens:Reuse:Enable", "true", "There is no setting Tokens:Reuse:Enable:")]
    [InlineData("Guests:Scopes", "chat.join.limited", "There is no setting Guests:Scopes:")]
    [InlineData("Teams:Client", "x", "There is no setting Teams:Client:")]
    [InlineData("CleanUp:DryRuns", "true", "There is no setting CleanUp:DryRuns:")]
    [InlineData("Authentication:ClockSkews", "00:00:00", "There is no setting Authentication:ClockSkews:")]
    [InlineData("Authentication:AppService:Scope", "access_as_user", "There is no setting Authentication:AppService:Scope:")]
    [InlineData("Authentication:Issuers:local:Tenant", "x", "There is no setting Authentication:Issuers:local:Tenant:")]
    [InlineData("RateLimits:TokenPerMinute", "1", "There is no setting RateLimits:TokenPerMinute:")]
    [InlineData("Compatibility:Enable", "true", "There is no setting Compatibility:Enable:")]
    [InlineData("Tokens:AllowedScopes:0", "chat.join", "There is no setting Tokens:AllowedScopes:0:")]
    [InlineData("CleanUp:StaleAfter:Days", "30", "There is no setting CleanUp:StaleAfter:Days:")]
    [InlineData("Acs:Endpoint:Uri", "https://x", "There is no setting Acs:Endpoint:Uri:")]
    [InlineData("Acs:ResourceAddress", "https://x", "There is no setting Acs:ResourceAddress:")]
    [InlineData("CleanUp", "false", "There is no setting CleanUp:")]
    [InlineData("Tokens:Reuse", "true", "There is no setting Tokens:Reuse:")]
    [InlineData("Authentication:AppService", "true", "There is no setting Authentication:AppService:")]
    [InlineData("Authentication:Issuers", "local", "There is no setting Authentication:Issuers:")]
    [InlineData("Authentication:Issuers:local", "https://x", "There is no setting Authentication:Issuers:local:")]
    public async Task A_wrong_setting_is_named(string setting, string value, string named)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            async () => await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?> { [setting] = value }));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>As it comes along when a value is pasted. A scope of "access_as_user " is one that no token has.</summary>
    [Fact]
    public async Task White_space_around_a_setting_of_callers_keeps_nobody_out()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var settings = issuer.SettingsFor("partner");
        settings["Authentication:Issuers:partner:RequiredScope"] += " ";
        settings["Authentication:Issuers:partner:AdminRole"] = "\t" + settings["Authentication:Issuers:partner:AdminRole"];
        settings["Authentication:Issuers:partner:Audience"] += "\n";
        settings["Authentication:AppService:Enabled"] = "true";
        settings["Authentication:AppService:Alias"] = "platform";
        settings["Authentication:AppService:Provider"] = " aad";
        settings["Authentication:AppService:UserIdClaims"] = "tid\toid";
        settings["Authentication:AppService:RequiredScope"] = "access_as_user ";
        settings["Authentication:AppService:AdminRole"] = "Admin\n";

        await using var stack = await TestStack.StartAsync(azurite.Azurite, settings);
        var user = await stack.AsAsync(issuer.Token(TestStack.NewUser(), stack.Clock.GetUtcNow()), HttpMethod.Get, "api/me/identity");
        var admin = await stack.AsAsync(Forge.Rs256(issuer.Header(), issuer.Claims(TestStack.NewUser(), stack.Clock.GetUtcNow()).But(("roles", TestIssuer.AdminRole)), issuer.Key), HttpMethod.Get, "api/users/partner%7Csomeone/identity");
        var platform = stack.Service<IOptions<AuthenticationOptions>>().Value.AppService;

        user.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        admin.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        Assert.Equal("aad", platform.Provider);
        Assert.Equal(["tid", "oid"], platform.ClaimMapping.UserIdClaims);
        Assert.Equal(("access_as_user", "Admin"), (platform.ClaimMapping.RequiredScope, platform.ClaimMapping.AdminRole));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("ClientIds", "front-end", "Authentication:Issuers:project:ClientIds")]
    [InlineData("AdminRole", "Admin", "Authentication:Issuers:project:AdminRole")]
    [InlineData("AcceptIdTokens", "false", "Authentication:Issuers:project:RequiredScope")]
    [InlineData("Audience", null, "Authentication:Issuers:project:Audience")]
    public async Task An_issuer_of_ID_tokens_cannot_be_what_only_one_of_access_tokens_is(string? setting, string? value, string? named)
    {
        await using var issuer = await Abuse.TestIssuer.StartAsync();
        const string Section = "Authentication:Issuers:project:";
        var settings = new Dictionary<string, string?> { [Section + "Authority"] = issuer.Address, [Section + "Audience"] = "project", [Section + "AcceptIdTokens"] = "true" };
        if (setting is not null)
        {
            settings[Section + setting] = value;
        }

        var exception = await Record.ExceptionAsync(async () => await (await TestStack.StartAsync(azurite.Azurite, settings)).DisposeAsync());

        // Control: without the contradiction it starts.
        Assert.Equal(named is null, exception is null);
        Assert.True(named is null || (exception is OptionsValidationException && exception.Message.Contains(named, StringComparison.Ordinal)), exception?.ToString());
    }

    [Theory]
    [InlineData("my-idp", "contoso", true)]
    [InlineData("my-idp", null, false)]
    [InlineData("my_idp", "contoso", false)]
    public async Task An_alias_that_the_platform_loses_is_named(string alias, string? site, bool isRefused)
    {
        await using var issuer = await Abuse.TestIssuer.StartAsync();
        var settings = new Dictionary<string, string?>(issuer.SettingsFor(alias)) { ["WEBSITE_SITE_NAME"] = site };

        var exception = await Record.ExceptionAsync(async () => await (await TestStack.StartAsync(azurite.Azurite, settings)).DisposeAsync());

        Assert.Equal(isRefused && OperatingSystem.IsLinux(), exception is OptionsValidationException refused && refused.Message.Contains($"Authentication:Issuers:{alias}", StringComparison.Ordinal));
        Assert.True(isRefused || exception is null, exception?.ToString());
    }

    [Theory]
    [InlineData("_alias")]
    [InlineData("alias-")]
    [InlineData("Alias")]
    public async Task An_alias_that_a_setting_cannot_be_named_by_is_refused(string alias)
    {
        await using var issuer = await Abuse.TestIssuer.StartAsync();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            async () => await TestStack.StartAsync(azurite.Azurite, issuer.SettingsFor("x").ToDictionary(setting => setting.Key.Replace(":x:", $":{alias}:", StringComparison.Ordinal), setting => setting.Value)));

        Assert.Contains("has an alias that is not made of", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CleanUpSchedule", "every tuesday")]
    [InlineData("CleanUp:DryRun", "perhaps")]
    [InlineData("Teams:ClientId", "not a guid")]
    [InlineData("Authentication:Issuers:local:RequireAuthTime", "sometimes")]
    [InlineData("Authentication:Issuers:local:AcceptIdTokens", "yes")]
    [InlineData("Authentication:DescribeRefusals", "maybe")]
    public async Task A_setting_that_cannot_be_read_is_named(string setting, string value)
    {
        var settings = new Dictionary<string, string?> { [setting] = value };

        var exception = await Assert.ThrowsAnyAsync<Exception>(async () => await TestStack.StartAsync(azurite.Azurite, settings));

        Assert.Contains(setting, exception.ToString(), StringComparison.Ordinal);
    }
}
