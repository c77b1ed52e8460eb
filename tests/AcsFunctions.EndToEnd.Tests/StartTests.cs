using AcsFunctions.EndToEnd.Tests.Stack;
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
    [InlineData("CleanUp:StaleAfter", "1.00:00:00", "CleanUp:StaleAfter")]
    [InlineData("CleanUp:Concurrency", "0", "CleanUp:Concurrency")]
    [InlineData("RateLimits:TokensPerMinute", "0", "RateLimits:TokensPerMinute")]
    [InlineData("RateLimits:TokenBurst", "1001", "RateLimits:TokenBurst")]
    [InlineData("Authentication:AppService:Enabled", "true", "Authentication:AppService:Alias")]
    [InlineData("Authentication:Issuers:local:Authority", "http://login.example.com", "Authentication:Issuers:local:Authority")]
    [InlineData("Authentication:Issuers:NOT_AN_ALIAS:Audience", "x", "Authentication:Issuers:NOT_AN_ALIAS")]
    public async Task A_wrong_setting_is_named(string setting, string value, string named)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            async () => await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?> { [setting] = value }));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CleanUp:Schedule", "every tuesday")]
    [InlineData("CleanUp:DryRun", "perhaps")]
    [InlineData("Teams:ClientId", "not a guid")]
    public async Task A_setting_that_cannot_be_read_is_named(string setting, string value)
    {
        var settings = new Dictionary<string, string?> { [setting] = value };

        var exception = await Assert.ThrowsAnyAsync<Exception>(async () => await TestStack.StartAsync(azurite.Azurite, settings));

        Assert.Contains(setting, exception.ToString(), StringComparison.Ordinal);
    }
}
