using AcsFunctions.Client;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>A client cannot be made that would send a key where it does not belong.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("https://name.azurewebsites.net/api", "key", null)]
    [InlineData("http://127.0.0.1:7071/api", "key", null)]
    [InlineData("http://name.azurewebsites.net/api", "key", "HTTPS")]
    [InlineData("https://user:password@name.azurewebsites.net/api", "key", "address alone")]
    [InlineData("https://name.azurewebsites.net/api?code=key", "key", "address alone")]
    [InlineData(null, "key", "Endpoint is missing")]
    [InlineData("https://name.azurewebsites.net/api", null, "one of FunctionKey and Credential")]
    [InlineData("https://name.azurewebsites.net/api", "", "FunctionKey is empty")]
    [InlineData("https://name.azurewebsites.net/api", "two\r\nlines", "FunctionKey is empty")]
    public void A_mistake_is_named(string? endpoint, string? key, string? complaint)
    {
        var services = new ServiceCollection();
        services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = endpoint is null ? null : new Uri(endpoint);
            options.FunctionKey = key;
        });
        using var provider = services.BuildServiceProvider();

        var failure = Record.Exception(() => provider.GetRequiredService<AcsFunctionsClient>());

        Assert.Equal(complaint is null, failure is null);
        Assert.Contains(complaint ?? "", (failure as OptionsValidationException)?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_wants_a_scope_and_no_key_beside_it()
    {
        var services = new ServiceCollection();
        services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://name.azurewebsites.net/api");
            options.Credential = new AdminCredential(null!);
            options.FunctionKey = "key";
        });
        using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<AcsFunctionsClient>());

        Assert.Equal(2, failure.Failures.Count());
    }

    [Fact]
    public async Task Added_twice_it_is_one_client_with_the_options_of_both()
    {
        var service = new ScriptedService(ScriptedService.Down);
        var services = new ServiceCollection();
        services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://service.test/api");
            options.FunctionKey = "a-key";
        });
        services.AddAcsFunctionsClient(options => options.FunctionKey = "another-key").ConfigurePrimaryHttpMessageHandler(() => service);
        services.ConfigureAll<HttpStandardResilienceOptions>(resilience => resilience.Retry.Delay = TimeSpan.Zero);
        await using var provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<AcsFunctionsException>(() => Assert.Single(provider.GetServices<AcsFunctionsClient>()).IssueTokenAsync("shop|1", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(4, service.Calls);
        Assert.Equal(["another-key"], service.Last!.Headers.GetValues("x-functions-key"));
    }

    [Fact]
    public async Task A_key_is_not_logged_however_much_is()
    {
        var log = new List<string>();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new ListLoggerProvider(log)));
        services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://service.test/api");
            options.FunctionKey = "a-secret-key";
        }).ConfigurePrimaryHttpMessageHandler(() => new ScriptedService(ScriptedService.Status(System.Net.HttpStatusCode.NoContent)));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<AcsFunctionsClient>().RevokeTokensAsync("shop|1", TestContext.Current.CancellationToken);

        Assert.DoesNotContain(log, line => line.Contains("a-secret-key", StringComparison.Ordinal));
        // Control: the header is logged, without its value.
        Assert.Contains(log, line => line.Contains("x-functions-key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-App-Authorization")]
    public async Task A_token_goes_into_the_header_that_is_named_and_into_no_other_and_is_not_logged(string header)
    {
        var log = new List<string>();
        var service = new ScriptedService(ScriptedService.Down, ScriptedService.Problem(System.Net.HttpStatusCode.NotFound, "identity_not_found"));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new ListLoggerProvider(log)));
        services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://service.test/api");
            options.Credential = DelegatedTokenCredential.Create((_, _) => new AccessToken("a-secret-token", DateTimeOffset.MaxValue));
            options.Scope = "api://acs-functions/.default";
            options.Header = header;
        }).ConfigurePrimaryHttpMessageHandler(() => service);
        await using var provider = services.BuildServiceProvider();

        await Record.ExceptionAsync(() => provider.GetRequiredService<AcsFunctionsClient>().IssueTokenAsync("shop|1", cancellationToken: TestContext.Current.CancellationToken));

        // The second attempt carries one token, too.
        Assert.Equal(2, service.Calls);
        Assert.Equal(
            (header, "Bearer a-secret-token"),
            Assert.Single(service.Last!.Headers.Select(sent => (sent.Key, string.Join(',', sent.Value))), sent => sent.Item2.Contains("a-secret-token", StringComparison.Ordinal)));
        Assert.DoesNotContain(log, line => line.Contains("a-secret-token", StringComparison.Ordinal));
        // Control: the header is logged, without its value.
        Assert.Contains(log, line => line.Contains(header, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("X-A: b")]
    public void What_is_no_headers_name_is_refused(string header)
    {
        var services = new ServiceCollection();
        services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://service.test/api");
            options.FunctionKey = "key";
            options.Header = header;
        });
        using var provider = services.BuildServiceProvider();

        Assert.Contains("Header", Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<AcsFunctionsClient>()).Message, StringComparison.Ordinal);
    }
}
