using AcsFunctions.FunctionsHost.Admin;
using AcsFunctions.FunctionsHost.Configuration;
using AcsFunctions.FunctionsHost.Discovery;
using AcsFunctions.FunctionsHost.Http;
using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Routing;
using AcsFunctions.FunctionsHost.Security;
using AcsFunctions.FunctionsHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost;

/// <summary>Everything that a host is made of, composed and not yet started.</summary>
internal sealed record HostParts(
    IHost App,
    WebApplication Web,
    IReadOnlyList<ScheduledTimer> Timers,
    InFlightInvocations InFlight,
    HostReadiness Readiness,
    IReadOnlyList<FunctionDescription> Functions,
    FunctionsHostKeys Keys)
{
    public static HostParts Compose(FunctionsHostOptions options)
    {
        // What can be refused without the app is refused before it is composed.
        var hostJson = HostJson.Load(options.HostJsonPath);
        var functions = FunctionDiscovery.Find(options.FunctionsAssembly);
        RouteRules.Check(functions);

        var app = HostedApp.Build(options);
        try
        {
            return Compose(options, hostJson, functions, app);
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    private static HostParts Compose(FunctionsHostOptions options, HostJson hostJson, IReadOnlyList<DiscoveredFunction> functions, IHost app)
    {
        var readiness = new HostReadiness();
        var inFlight = new InFlightInvocations();
        var invoker = new FunctionInvoker(app.Services, hostJson.FunctionTimeout, options.TimeProvider, inFlight);
        var schedules = TimerScheduleReader.ReadAll(functions, app.Services.GetRequiredService<IConfiguration>());
        var timers = TimerFactory.Create(schedules, options, invoker, app.Services);
        FunctionDescription[] descriptions =
            [.. functions.Select(function => FunctionDescriptions.Describe(function, hostJson.RoutePrefix, schedules))];

        var keys = KeyRing.From(options);
        var admin = new AdminRoutes(keys, descriptions, timers, readiness, options.TimeProvider);
        var web = WebServer.Build(options, hostJson, readiness, admin, new HttpFunctionServer(keys, invoker), functions);
        return new HostParts(app, web, timers, inFlight, readiness, descriptions, keys.Keys);
    }
}
