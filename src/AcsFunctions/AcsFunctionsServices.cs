using AcsFunctions.Acs;
using AcsFunctions.AdoptIdentity;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Configuration;
using AcsFunctions.CreateGuest;
using AcsFunctions.CreateIdentity;
using AcsFunctions.DeleteIdentity;
using AcsFunctions.ExchangeTeamsToken;
using AcsFunctions.ExportIdentities;
using AcsFunctions.Identities;
using AcsFunctions.ImportIdentities;
using AcsFunctions.IssueToken;
using AcsFunctions.Jobs;
using AcsFunctions.LookUpIdentity;
using AcsFunctions.LookUpUsers;
using AcsFunctions.ReadIdentity;
using AcsFunctions.RevokeTokens;
using AcsFunctions.Sweeps;
using AcsFunctions.Telemetry;
using AcsFunctions.Tokens;
using AcsFunctions.WindDown;
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
        services.TryAddSingleton<HttpPipelineTransport>(AzureTransport.Shared);
        services.AddMetrics();
        services.TryAddSingleton<ServiceMeter>();
        services.TryAddSingleton<OperationTelemetry>();
        services.TryAddSingleton<AcsClient>();
        services.TryAddSingleton<AcsIdentities>();
        services.TryAddSingleton<IQuotaBoard, TableQuotaBoard>();
        services.TryAddSingleton<SharedQuotas>();
        services.TryAddSingleton<RateLimitedAcsIdentities>(provider => ActivatorUtilities.CreateInstance<RateLimitedAcsIdentities>(provider, provider.GetRequiredService<AcsIdentities>()));
        services.TryAddSingleton<IAcsIdentities>(provider => Metered<MeteredAcsIdentities, RateLimitedAcsIdentities>(provider));
        services.TryAddSingleton<IdentityTable>();
        services.TryAddSingleton<StoredAliases>();
        services.TryAddSingleton<TableIdentityStore>();
        services.TryAddSingleton<IIdentityStore>(provider => Metered<MeteredIdentityStore, TableIdentityStore>(provider));
        services.TryAddSingleton<IdentityCache>();
        services.TryAddSingleton<IdentityRegistry>();
        services.AddHostedService<IdentityTableCreation>();

        services.TryAddSingleton<AdoptIdentityOperation>();
        services.TryAddSingleton<CreateGuestOperation>();
        services.TryAddSingleton<CreateIdentityOperation>();
        services.TryAddSingleton<ReadIdentityOperation>();
        services.TryAddSingleton<IssueTokenOperation>();
        services.TryAddSingleton<RevokeTokensOperation>();
        services.TryAddSingleton<DeleteIdentityOperation>();
        services.TryAddSingleton<ExchangeTeamsTokenOperation>();
        services.TryAddSingleton<Sweeper>();
        services.TryAddSingleton<IndexWalker>();
        services.TryAddSingleton<CleanUpStaleIdentitiesOperation>();
        services.TryAddSingleton<WindDownOperation>();
        services.TryAddSingleton<ExportIdentitiesOperation>();
        services.TryAddSingleton<ImportIdentitiesOperation>();
        services.TryAddSingleton<LookUpIdentityOperation>();
        services.TryAddSingleton<LookUpUsersOperation>();

        services.TryAddSingleton<JobTable>();
        services.TryAddSingleton<JobRegistry>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddEnumerable([ServiceDescriptor.Singleton<IJobHandler, CleanUpJob>(), ServiceDescriptor.Singleton<IJobHandler, WindDownJob>()]);
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
            .Configure(options => options.ConnectionString = ConnectionString.Normalize(options.ConnectionString))
            .ValidateOnStart();
        services.AddOptions<AcsQuotaOptions>().Bind(configuration.GetSection(AcsQuotaOptions.Section)).ValidateOnStart();
        services.AddOptions<IdentityStoreOptions>()
            .Bind(configuration.GetSection(IdentityStoreOptions.Section))
            .Configure(options => ConfigureStorage(options, configuration))
            .ValidateOnStart();
        services.AddOptions<IdentityOptions>().Bind(configuration.GetSection(IdentityOptions.Section)).ValidateOnStart();
        services.AddOptions<TokenReuseOptions>().Bind(configuration.GetSection(TokenReuseOptions.Section)).ValidateOnStart();
        services.AddOptions<TokenOptions>().Bind(configuration.GetSection(TokenOptions.Section)).ValidateOnStart();
        services.AddOptions<GuestOptions>().Bind(configuration.GetSection(GuestOptions.Section)).ValidateOnStart();
        services.AddOptions<TeamsOptions>().Bind(configuration.GetSection(TeamsOptions.Section)).ValidateOnStart();
        var cleanUpSection = configuration.GetSection(CleanUpOptions.Section);
        services.AddOptions<CleanUpOptions>()
            .Bind(cleanUpSection)
            // The binder takes an empty setting for none, and the default deletes.
            .Configure(options => options.StaleAfter = cleanUpSection[nameof(CleanUpOptions.StaleAfter)] is "" ? null : options.StaleAfter)
            .Configure(options => options.Schedule = configuration[CleanUpOptions.ScheduleSetting])
            .Validate(
                _ => cleanUpSection[nameof(CleanUpOptions.Schedule)] is null,
                $"The setting {CleanUpOptions.Section}:{nameof(CleanUpOptions.Schedule)} is called {CleanUpOptions.ScheduleSetting} now: rename it.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<CleanUpOptions>, StaleAfterValidator>();
        AddValidator(services, configuration, AcsOptions.Section, new AcsOptionsValidator());
        AddValidator(services, configuration, AcsQuotaOptions.Section, new AcsQuotaOptionsValidator());
        AddValidator(services, configuration, IdentityStoreOptions.Section, new IdentityStoreOptionsValidator());
        AddValidator(services, configuration, IdentityOptions.Section, new IdentityOptionsValidator());
        AddValidator(services, configuration, TokenReuseOptions.Section, new TokenReuseOptionsValidator());
        AddValidator(services, configuration, TokenOptions.Section, new TokenOptionsValidator());
        AddValidator(services, configuration, GuestOptions.Section, new GuestOptionsValidator());
        AddValidator(services, configuration, TeamsOptions.Section, new TeamsOptionsValidator());
        AddValidator(services, configuration, CleanUpOptions.Section, new CleanUpOptionsValidator());
    }

    private static void ConfigureStorage(IdentityStoreOptions options, IConfiguration configuration)
    {
        // A line left blank is no wish for nothing.
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            options.ConnectionString = configuration[IdentityStoreOptions.FallbackSetting];
            options.ConnectionStringSetting = IdentityStoreOptions.FallbackSetting;
        }

        options.ConnectionString = ConnectionString.Normalize(options.ConnectionString);
        var host = configuration.GetSection(IdentityStoreOptions.FallbackSetting);
        options.IsHostByIdentity = HostSettingsByIdentity.Any(name => !string.IsNullOrWhiteSpace(host[name]));
    }

    private static readonly string[] HostSettingsByIdentity = ["accountName", "tableServiceUri", "blobServiceUri", "queueServiceUri"];

    private static void AddValidator<TOptions>(IServiceCollection services, IConfiguration configuration, string section, IValidateOptions<TOptions> validator)
        where TOptions : class => services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(configuration, section, validator));
}
