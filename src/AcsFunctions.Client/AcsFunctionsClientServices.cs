using AcsFunctions.Client.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Polly;

namespace AcsFunctions.Client;

/// <summary>Adds the client to an application's services.</summary>
public static class AcsFunctionsClientServices
{
    /// <summary>
    /// Adds <see cref="AcsFunctionsClient"/> on <see cref="IHttpClientFactory"/> with the standard resilience handler: an attempt may take 10 seconds,
    /// a call 30, and what may be sent again is, three times, after the service's <c>Retry-After</c> or ever longer pauses. While the service cannot be
    /// reached, calls fail for 5 seconds without being sent; its refusals never have that effect.
    /// </summary>
    /// <param name="services">The application's.</param>
    /// <param name="configure">Names the endpoint and the key or credential. A mistake stops the start of a host.</param>
    /// <returns>To change how requests are sent.</returns>
    public static IHttpClientBuilder AddAcsFunctionsClient(this IServiceCollection services, Action<AcsFunctionsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddAcsFunctionsClient((options, _) => configure(options));
    }

    /// <inheritdoc cref="AddAcsFunctionsClient(IServiceCollection, Action{AcsFunctionsClientOptions})"/>
    /// <param name="services">The application's.</param>
    /// <param name="configure">Names the endpoint and the key or credential, with what other services know.</param>
    public static IHttpClientBuilder AddAcsFunctionsClient(this IServiceCollection services, Action<AcsFunctionsClientOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<AcsFunctionsClientOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AcsFunctionsClientOptions>, AcsFunctionsClientOptionsValidator>();
        services.AddTransient<CredentialHandler>();
        services.AddTransient<WholeAnswerHandler>();

        var client = services.AddHttpClient<AcsFunctionsClient>((provider, http) =>
        {
            // The resilience handler limits calls and attempts.
            http.Timeout = Timeout.InfiniteTimeSpan;
            http.BaseAddress = new Uri(provider.GetRequiredService<IOptions<AcsFunctionsClientOptions>>().Value.Endpoint!.AbsoluteUri.TrimEnd('/') + "/");
        });
        // A redirect would carry the key to another address.
        client.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddOptions<HttpClientFactoryOptions>(client.Name).Configure<IOptions<AcsFunctionsClientOptions>>((http, options) => http.ShouldRedactHeaderValue = header =>
            new[] { CredentialHandler.KeyHeader, "Authorization", options.Value.Header }.Contains(header, StringComparer.OrdinalIgnoreCase));
        client.AddStandardResilienceHandler(static options =>
        {
            // What is no answer, the library knows; what an answer means, we do.
            var (isWorthARetry, isOutage) = (options.Retry.ShouldHandle, options.CircuitBreaker.ShouldHandle);
            options.Retry.ShouldHandle = attempt => attempt.Outcome.Result is { } answer
                ? RetryRules.IsSentAgainAsync(attempt.Context.GetRequestMessage(), answer, attempt.Context.CancellationToken)
                : RetryRules.MayBeRepeated(attempt.Context.GetRequestMessage()) ? isWorthARetry(attempt) : ValueTask.FromResult(false);
            options.CircuitBreaker.ShouldHandle = attempt => attempt.Outcome.Result is { } answer
                ? RetryRules.IsOutageAsync(answer, attempt.Context.CancellationToken)
                : isOutage(attempt);
        });
        client.AddHttpMessageHandler<WholeAnswerHandler>();
        // Below the retries, so that each attempt has a token that lives.
        client.AddHttpMessageHandler<CredentialHandler>();
        return client;
    }
}
