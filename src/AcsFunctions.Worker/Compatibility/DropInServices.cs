using AcsFunctions.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Compatibility;

internal static class DropInServices
{
    public static void AddDropInRoutes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CompatibilityOptions>().Bind(configuration.GetSection(CompatibilityOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CompatibilityOptions>>(new SectionValidator<CompatibilityOptions>(configuration, CompatibilityOptions.Section, null));
        services.AddSingleton<DropInRoute>();
        services.AddSingleton<DropInTokens>();
        services.AddSingleton<DropInTokenEndpoint>();
        services.AddSingleton<NestedTokenEndpoint>();
        services.AddSingleton<DropInTeamsTokenEndpoint>();
        services.AddSingleton<CreateAcsUserEndpoint>();
        services.AddSingleton<ReadAcsUserEndpoint>();
        services.AddSingleton<EndpointUrlEndpoint>();
    }
}
