using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.Sweeps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Tests.Configuration;

/// <summary>What is configured by default, what cannot be configured, and what the host says about it before it serves anyone.</summary>
public sealed class OptionsTests
{
    private static readonly Dictionary<string, string?> Sufficient = new()
    {
        ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = "endpoint=https://name.communication.azure.com;accesskey=a2V5",
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["CleanUpSchedule"] = "0 17 * * * *",
    };

    [Fact]
    public void Defaults_are_what_the_documentation_says()
    {
        using var host = Build();

        var acs = Options<AcsOptions>(host);
        Assert.Equal((TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(1)), (acs.AttemptTimeout, acs.Retries, acs.LongestThrottleWait));
        var store = Options<IdentityStoreOptions>(host);
        Assert.Equal(("AcsIdentities", false, true, TimeSpan.FromSeconds(5), 2), (store.TableName, store.CreateTable, store.StoreUserId, store.AttemptTimeout, store.Retries));
        Assert.Equal("UseDevelopmentStorage=true", store.ConnectionString);
        var identities = Options<IdentityOptions>(host);
        Assert.Equal(
            (TimeSpan.FromDays(1), MissingIdentityPolicy.Fail, TimeSpan.FromDays(1), TimeSpan.FromSeconds(5)),
            (identities.TouchInterval, identities.WhenMissingAtAcs, identities.MaxCredentialAge, identities.RevocationTolerance));
        var tokens = Options<TokenOptions>(host);
        Assert.Equal(("chat voip", 60, 1440), (tokens.AllowedScopes, tokens.ExpiresInMinutes, tokens.MaxExpiresInMinutes));
        var cleanUp = Options<CleanUpOptions>(host);
        Assert.Equal(
            (TimeSpan.FromDays(90), false, 8.0, 8, 10_000, TimeSpan.FromMinutes(5)),
            (cleanUp.StaleAfter, cleanUp.DryRun, cleanUp.CallsPerSecond, cleanUp.Concurrency, cleanUp.MaxRowsPerRun, cleanUp.Deadline));
    }

    [Fact]
    public async Task Sufficient_configuration_starts_the_host()
    {
        using var host = Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("COMMUNICATION_SERVICES_CONNECTION_STRING", null, "COMMUNICATION_SERVICES_CONNECTION_STRING")]
    [InlineData("COMMUNICATION_SERVICES_CONNECTION_STRING", "endpoint=nowhere", "COMMUNICATION_SERVICES_CONNECTION_STRING")]
    [InlineData("Acs:Endpoint", "http://name.communication.azure.com", "Acs:Endpoint")]
    [InlineData("Acs:Retries", "6", "Acs:Retries")]
    [InlineData("Acs:Retries", "-1", "Acs:Retries")]
    [InlineData("Acs:AttemptTimeout", "00:00:00.5", "Acs:AttemptTimeout")]
    [InlineData("Acs:AttemptTimeout", "00:01:01", "Acs:AttemptTimeout")]
    [InlineData("Acs:LongestThrottleWait", "00:00:11", "Acs:LongestThrottleWait")]
    [InlineData("AzureWebJobsStorage", null, "IdentityStore:ConnectionString")]
    [InlineData("IdentityStore:TableServiceUri", "http://account.table.core.windows.net", "IdentityStore:TableServiceUri")]
    [InlineData("IdentityStore:TableName", "no-hyphens", "IdentityStore:TableName")]
    [InlineData("IdentityStore:Retries", "6", "IdentityStore:Retries")]
    [InlineData("IdentityStore:AttemptTimeout", "00:02:00", "IdentityStore:AttemptTimeout")]
    [InlineData("Identities:TouchInterval", "00:59:59", "Identities:TouchInterval")]
    [InlineData("Identities:TouchInterval", "7.00:00:01", "Identities:TouchInterval")]
    [InlineData("Identities:MaxCredentialAge", "00:04:59", "Identities:MaxCredentialAge")]
    [InlineData("Identities:MaxCredentialAge", "30.00:00:01", "Identities:MaxCredentialAge")]
    [InlineData("Identities:RevocationTolerance", "00:05:01", "Identities:RevocationTolerance")]
    [InlineData("Tokens:AllowedScopes", "chat video", "Tokens:AllowedScopes")]
    [InlineData("Tokens:ExpiresInMinutes", "59", "Tokens:ExpiresInMinutes")]
    [InlineData("Tokens:MaxExpiresInMinutes", "1441", "Tokens:MaxExpiresInMinutes")]
    [InlineData("Tokens:ExpiresInMinutes", "1441", "Tokens:ExpiresInMinutes")]
    [InlineData("Tokens:Reuse:LeastLifeLeft", "00:15:59", "Tokens:Reuse:LeastLifeLeft")]
    [InlineData("Tokens:Reuse:LeastLifeLeft", "00:55:01", "Tokens:Reuse:LeastLifeLeft")]
    [InlineData("CleanUpSchedule", null, "CleanUpSchedule")]
    [InlineData("CleanUp:Schedule", "0 17 * * * *", "The setting CleanUp:Schedule is called CleanUpSchedule now: rename it.")]
    [InlineData("CleanUpSchedule", "every hour", "CleanUpSchedule")]
    [InlineData("CleanUpSchedule", "0 61 * * * *", "CleanUpSchedule")]
    [InlineData("CleanUp:StaleAfter", "1.00:00:00", "CleanUp:StaleAfter")]
    [InlineData("CleanUp:StaleAfter", "3651.00:00:00", "CleanUp:StaleAfter")]
    [InlineData("CleanUp:CallsPerSecond", "8.1", "CleanUp:CallsPerSecond")]
    [InlineData("CleanUp:CallsPerSecond", "0", "CleanUp:CallsPerSecond")]
    [InlineData("CleanUp:Concurrency", "65", "CleanUp:Concurrency")]
    [InlineData("CleanUp:MaxRowsPerRun", "0", "CleanUp:MaxRowsPerRun")]
    [InlineData("CleanUp:Deadline", "00:09:01", "CleanUp:Deadline")]
    [InlineData("Identities:WhenMissingAtAcs", "2", "Identities:WhenMissingAtAcs")]
    [InlineData("Acs:LongestQueueTime", "00:00:15", "Acs:LongestQueueTime")]
    [InlineData("Teams:ClientId", "00000000-0000-0000-0000-000000000000", "Teams:ClientId")]
    public async Task A_wrong_or_missing_setting_stops_the_host_by_its_name(string setting, string? value, string named)
    {
        using var host = Build((setting, value));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.00:00:00", "3.23:59:59", false)]
    [InlineData("3.00:00:00", "4.00:00:00", true)]
    public async Task Staleness_cannot_be_shorter_than_the_touch_interval_and_a_day(string touchInterval, string staleAfter, bool isAllowed)
    {
        using var host = Build(("Identities:TouchInterval", touchInterval), ("CleanUp:StaleAfter", staleAfter));

        var failure = await Record.ExceptionAsync(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(isAllowed, failure is null);
        Assert.True(isAllowed || failure!.Message.Contains("CleanUp:StaleAfter", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("17 * * * *")]
    [InlineData("0 17 * * * *")]
    [InlineData("*/5 * * * * *")]
    public async Task Schedules_have_five_fields_or_six_with_seconds(string schedule)
    {
        using var host = Build(("CleanUpSchedule", schedule));

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void An_empty_setting_turns_staleness_off()
    {
        using var host = Build(("CleanUp:StaleAfter", ""));

        Assert.Null(Options<CleanUpOptions>(host).StaleAfter);
    }

    [Fact]
    public void An_access_key_is_not_quoted_in_a_message()
    {
        using var host = Build(("COMMUNICATION_SERVICES_CONNECTION_STRING", "endpoint=https://name.communication.azure.com;accesskey=not*base64*secret"));

        var failure = Assert.Throws<OptionsValidationException>(() => Options<AcsOptions>(host));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private static TOptions Options<TOptions>(IHost host)
        where TOptions : class => host.Services.GetRequiredService<IOptions<TOptions>>().Value;

    private static IHost Build(params (string Setting, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Sufficient);
        foreach (var (setting, value) in changes)
        {
            settings[setting] = value;
        }

        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Where(setting => setting.Value is not null));
        builder.Services.AddAcsFunctions(builder.Configuration);
        return builder.Build();
    }
}
