using AcsFunctions.Configuration;
using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Compatibility;
using AcsFunctions.Worker.Health;
using AcsFunctions.Worker.Http;
using AcsFunctions.Worker.ImportIdentities;
using AcsFunctions.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker;

/// <summary>Composes the function app. Any host that finds its functions can run it.</summary>
public static class AcsFunctionsWorker
{
    /// <summary>Adds the service and, on top of it, callers, routes and endpoints.</summary>
    public static void AddAcsFunctionsWorker(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddAcsFunctions(builder.Configuration);
        builder.AddTelemetryExport();

        services.AddOptions<AuthenticationOptions>().Bind(builder.Configuration.GetSection(AuthenticationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthenticationOptions>>(
            new SectionValidator<AuthenticationOptions>(builder.Configuration, AuthenticationOptions.Section, new AuthenticationOptionsValidator()));
        services.AddSingleton<IValidateOptions<AuthenticationOptions>, PlatformAliasValidator>();
        services.AddSingleton<IssuerDocuments>();
        services.AddSingleton<ClaimMapper>();
        services.AddMetrics();
        services.AddSingleton<CallerMetrics>();
        services.AddSingleton<BearerAuthentication>();
        services.AddSingleton<AppServiceAuthentication>();
        services.AddSingleton<CallerAuthentication>();
        services.AddSingleton<BackEndUserIds>();
        services.AddSingleton<ImportedRows>();

        services.AddOptions<RateLimitOptions>().Bind(builder.Configuration.GetSection(RateLimitOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>>(
            new SectionValidator<RateLimitOptions>(builder.Configuration, RateLimitOptions.Section, new RateLimitOptionsValidator()));
        services.AddSingleton<TokenRateLimit>();

        services.AddSingleton<EndpointPipeline>();
        services.AddSingleton<ActorLog>();
        services.AddSingleton<SelfRoute>();
        services.AddSingleton<AdminRoute>();
        services.AddSingleton<KeyedRoute>();
        services.AddSingleton<JobRoute>();
        services.AddSingleton<AliasCheck>();
        services.AddSingleton<Readiness>();

        services.AddDropInRoutes(builder.Configuration);
    }
}
