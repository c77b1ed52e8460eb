using AcsFunctions.Client;
using AcsFunctions.Clients.Tests.Stack;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>Clients as applications get them: from their services.</summary>
internal static class Clients
{
    public static AcsFunctionsClient ByKey(ClientStack stack, string? key = null) => Of(options =>
    {
        options.Endpoint = new Uri(stack.BaseAddress, "api");
        options.FunctionKey = key ?? stack.MasterKey;
    });

    public static AcsFunctionsClient ByCredential(ClientStack stack, TokenCredential credential) => Of(options =>
    {
        options.Endpoint = new Uri(stack.BaseAddress, "api");
        options.Credential = credential;
        options.Scope = "api://acs-functions/.default";
    });

    /// <summary>A client whose requests a script answers, by the clock where there is one.</summary>
    public static AcsFunctionsClient Over(HttpMessageHandler handler, TimeProvider? clock = null) => Of(
        options =>
        {
            options.Endpoint = new Uri("https://service.test/api/");
            options.FunctionKey = "a-key";
        },
        handler,
        clock);

    /// <summary>The same, by a credential.</summary>
    public static AcsFunctionsClient Over(HttpMessageHandler handler, TokenCredential credential) => Of(
        options =>
        {
            options.Endpoint = new Uri("https://service.test/api/");
            options.Credential = credential;
            options.Scope = "api://acs-functions/.default";
        },
        handler);

    private static AcsFunctionsClient Of(Action<AcsFunctionsClientOptions> configure, HttpMessageHandler? handler = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        var client = services.AddAcsFunctionsClient(configure);
        if (handler is not null)
        {
            client.ConfigurePrimaryHttpMessageHandler(() => handler);
            // A script's answers need no pause.
            services.ConfigureAll<HttpStandardResilienceOptions>(resilience => resilience.Retry.Delay = TimeSpan.Zero);
        }

        return services.BuildServiceProvider().GetRequiredService<AcsFunctionsClient>();
    }
}
