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

    /// <summary>A client whose requests a script answers.</summary>
    public static AcsFunctionsClient Over(HttpMessageHandler handler) => Of(
        options =>
        {
            options.Endpoint = new Uri("https://service.test/api/");
            options.FunctionKey = "a-key";
        },
        handler);

    private static AcsFunctionsClient Of(Action<AcsFunctionsClientOptions> configure, HttpMessageHandler? handler = null)
    {
        var services = new ServiceCollection();
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
