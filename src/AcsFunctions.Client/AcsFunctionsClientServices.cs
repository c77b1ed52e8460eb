using AcsFunctions.Client.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Polly;

namespace AcsFunctions.Client;

/// <summary>Adds the client to an application's services.</summary>
public static class AcsFunctionsClientServices
{
    /// <summary>
    /// Adds <see cref="AcsFunctionsClient"/> on <see cref="IHttpClientFactory"/> with the standard resilience handler: an attempt may take 25 seconds,
    /// a call 65, and what may be sent again is, three times, after the service's <c>Retry-After</c> or ever longer pauses, while a pause and an attempt
    /// fit into what is left. Beyond a thousand calls at once, a call waits for its turn, and its time begins then. While the service cannot be reached, calls fail for 5 seconds without being sent; its refusals never have that effect.
    /// There is one client: a second call changes the options of the first.
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
        if (services.Any(service => service.ServiceType == typeof(CallTimeHandler)))
        {
            // Other handlers above the first ones would send again what those have sent again already.
            return services.AddHttpClient(nameof(AcsFunctionsClient));
        }

        services.AddSingleton<IValidateOptions<AcsFunctionsClientOptions>, AcsFunctionsClientOptionsValidator>();
        // The clock that the resilience handler goes by, too.
        services.TryAddSingleton(TimeProvider.System);
        services.AddTransient<CallTimeHandler>();
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
            // Whoever asks for many users at once is no outage: what the limit does not let through has its turn.
            options.RateLimiter.DefaultRateLimiterOptions.QueueLimit = int.MaxValue;
            // Longer than the service waits for ACS and storage: its answer says more than our giving up, and a revoke or deletion that it recorded is done.
            options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(25);
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(50);
            // An attempt without an answer, the longest pause, another attempt, and a little for what is between them.
            options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(65);
            options.Retry.MaxDelay = RetryRules.LongestWait;
            // A date, which is a gateway's, may be any time away.
            options.Retry.DelayGenerator = static attempt => ValueTask.FromResult(attempt.Outcome.Result?.Headers.RetryAfter?.Delta);
            // What is no answer, the library knows; what an answer means, we do.
            var (isWorthARetry, isOutage) = (options.Retry.ShouldHandle, options.CircuitBreaker.ShouldHandle);
            options.Retry.ShouldHandle = attempt => attempt.Context.GetRequestMessage() is var request && !RetryRules.HasTime(request, options) ? ValueTask.FromResult(false)
                : attempt.Outcome.Result is { } answer ? RetryRules.IsSentAgainAsync(request, answer, attempt.Context.CancellationToken)
                : RetryRules.MayBeRepeated(request) ? isWorthARetry(attempt)
                : ValueTask.FromResult(false);
            options.CircuitBreaker.ShouldHandle = attempt => attempt.Outcome.Result is { } answer
                ? RetryRules.IsOutageAsync(answer, attempt.Context.CancellationToken)
                : isOutage(attempt);
        });
        client.AddHttpMessageHandler<CallTimeHandler>();
        client.AddHttpMessageHandler<WholeAnswerHandler>();
        // Below the retries, so that each attempt has a token that lives.
        client.AddHttpMessageHandler<CredentialHandler>();
        return client;
    }
}
