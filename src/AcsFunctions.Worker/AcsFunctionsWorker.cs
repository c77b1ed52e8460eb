using AcsFunctions.Configuration;
using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Functions.Health;
using AcsFunctions.Worker.Routes;
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

        services.AddOptions<AuthenticationOptions>().Bind(builder.Configuration.GetSection(AuthenticationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthenticationOptions>>(
            new SectionValidator<AuthenticationOptions>(AuthenticationOptions.Section, new AuthenticationOptionsValidator()));
        services.AddSingleton<IssuerHttpClient>();
        services.AddSingleton<CallerAuthentication>();

        services.AddSingleton<EndpointPipeline>();
        services.AddSingleton<SelfRoute>();
        services.AddSingleton<AdminRoute>();
        services.AddSingleton<KeyedRoute>();
        services.AddSingleton<OperationRoute>();
        services.AddSingleton<Readiness>();

        services.AddSingleton<CreateIdentityEndpoint>();
        services.AddSingleton<ReadIdentityEndpoint>();
        services.AddSingleton<IssueTokenEndpoint>();
        services.AddSingleton<RevokeTokensEndpoint>();
        services.AddSingleton<DeleteIdentityEndpoint>();
        services.AddSingleton<ExchangeTeamsTokenEndpoint>();
    }
}
