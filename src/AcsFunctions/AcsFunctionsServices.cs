using AcsFunctions.Acs;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Configuration;
using AcsFunctions.CreateIdentity;
using AcsFunctions.DeleteIdentity;
using AcsFunctions.ExchangeTeamsToken;
using AcsFunctions.ExportIdentities;
using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.ReadIdentity;
using AcsFunctions.RevokeTokens;
using AcsFunctions.Runs;
using AcsFunctions.Telemetry;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AcsFunctions;

/// <summary>Composes the service.</summary>
public static class AcsFunctionsServices
{
    /// <summary>
    /// Adds the operations and what they stand on. Options are validated when the host starts, with messages that name the setting;
    /// nothing is connected to before the first request that needs it, except to create the table where a setting asks for that.
    /// </summary>
    public static IServiceCollection AddAcsFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddOptions(services, configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AzureCredential>();
        services.TryAddSingleton<HttpPipelineTransport>(HttpClientTransport.Shared);
        services.AddMetrics();
        services.TryAddSingleton<ServiceMeter>();
        services.TryAddSingleton<OperationTelemetry>();
        services.TryAddSingleton<AcsClient>();
        services.TryAddSingleton<AcsIdentities>();
        services.TryAddSingleton<PacedAcsIdentities>(provider => ActivatorUtilities.CreateInstance<PacedAcsIdentities>(provider, provider.GetRequiredService<AcsIdentities>()));
        services.TryAddSingleton<IAcsIdentities>(provider => Metered<MeteredAcsIdentities, PacedAcsIdentities>(provider));
        services.TryAddSingleton<IdentityTable>();
        services.TryAddSingleton<TableIdentityStore>();
        services.TryAddSingleton<IIdentityStore>(provider => Metered<MeteredIdentityStore, TableIdentityStore>(provider));
        services.TryAddSingleton<IdentityMemory>();
        services.TryAddSingleton<IdentityRegistry>();
        services.AddHostedService<IdentityTableCreation>();

        services.TryAddSingleton<CreateIdentityOperation>();
        services.TryAddSingleton<ReadIdentityOperation>();
        services.TryAddSingleton<IssueTokenOperation>();
        services.TryAddSingleton<RevokeTokensOperation>();
        services.TryAddSingleton<DeleteIdentityOperation>();
        services.TryAddSingleton<ExchangeTeamsTokenOperation>();
        services.TryAddSingleton<CleanUpStaleIdentitiesOperation>();
        services.TryAddSingleton<ExportIdentitiesOperation>();

        services.TryAddSingleton<RunTable>();
        services.TryAddSingleton<RunOffice>();
        services.TryAddSingleton<RunCarrier>();
        services.TryAddEnumerable([ServiceDescriptor.Singleton<IRunWork, CleanUpRun>(), ServiceDescriptor.Singleton<IRunWork, WindDownRun>()]);
        return services;
    }

    // The adapters do their work and know of no meter; what the rest of the service sees is the adapter with a meter around it.
    private static TMetered Metered<TMetered, TAdapter>(IServiceProvider provider)
        where TAdapter : notnull => ActivatorUtilities.CreateInstance<TMetered>(provider, provider.GetRequiredService<TAdapter>());

    private static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AcsOptions>()
            .Configure(options => options.ConnectionString = configuration[AcsOptions.ConnectionStringSetting])
            .Bind(configuration.GetSection(AcsOptions.Section))
            .ValidateOnStart();
        services.AddOptions<AcsQuotaOptions>().Bind(configuration.GetSection(AcsQuotaOptions.Section)).ValidateOnStart();
        services.AddOptions<IdentityStoreOptions>()
            .Configure(options => options.ConnectionString = configuration[IdentityStoreOptions.FallbackSetting])
            .Bind(configuration.GetSection(IdentityStoreOptions.Section))
            .ValidateOnStart();
        services.AddOptions<IdentityOptions>().Bind(configuration.GetSection(IdentityOptions.Section)).ValidateOnStart();
        services.AddOptions<TokenReuseOptions>().Bind(configuration.GetSection(TokenReuseOptions.Section)).ValidateOnStart();
        services.AddOptions<TokenOptions>().Bind(configuration.GetSection(TokenOptions.Section)).ValidateOnStart();
        services.AddOptions<TeamsOptions>().Bind(configuration.GetSection(TeamsOptions.Section)).ValidateOnStart();
        var cleanUpSection = configuration.GetSection(CleanUpOptions.Section);
        services.AddOptions<CleanUpOptions>()
            .Bind(cleanUpSection)
            // The binder takes an empty setting for none, and the default deletes.
            .Configure(options => options.StaleAfter = cleanUpSection[nameof(CleanUpOptions.StaleAfter)] is "" ? null : options.StaleAfter)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<CleanUpOptions>, StaleAfterValidator>();
        AddValidator(services, AcsOptions.Section, new AcsOptionsValidator());
        AddValidator(services, AcsQuotaOptions.Section, new AcsQuotaOptionsValidator());
        AddValidator(services, IdentityStoreOptions.Section, new IdentityStoreOptionsValidator());
        AddValidator(services, IdentityOptions.Section, new IdentityOptionsValidator());
        AddValidator(services, TokenReuseOptions.Section, new TokenReuseOptionsValidator());
        AddValidator(services, TokenOptions.Section, new TokenOptionsValidator());
        AddValidator(services, CleanUpOptions.Section, new CleanUpOptionsValidator());
    }

    private static void AddValidator<TOptions>(IServiceCollection services, string section, IValidateOptions<TOptions> validator)
        where TOptions : class => services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(section, validator));
}
