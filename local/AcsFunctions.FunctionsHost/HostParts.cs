using AcsFunctions.FunctionsHost.Admin;
using AcsFunctions.FunctionsHost.Configuration;
using AcsFunctions.FunctionsHost.Functions;
using AcsFunctions.FunctionsHost.Http;
using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Protocol;
using AcsFunctions.FunctionsHost.Routing;
using AcsFunctions.FunctionsHost.Security;
using AcsFunctions.FunctionsHost.Timers;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost;

/// <summary>Everything that a host is made of, composed and not yet started.</summary>
internal sealed class HostParts
{
    private readonly FunctionsHostOptions options;
    private readonly HostJson hostJson;
    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly KeyRing keys;
    private readonly ILoggerFactory loggers;

    public HostParts(FunctionsHostOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WorkerCount, 1);
        this.options = options;
        hostJson = HostJson.Load(options.HostJsonPath ?? HostJsonOf(options.Worker.AppFolder));
        settings = AppSettings.Of(options.Settings);
        keys = new KeyRing(options.Keys ?? FunctionsHostKeys.Create());
        Web = WebServer.Build(options, hostJson, State, new AdminRoutes(keys, State, options.TimeProvider));
        loggers = Web.Services.GetRequiredService<ILoggerFactory>();
        var expected = new ExpectedWorkers();
        WorkerServer = Workers.WorkerServer.Build(expected);
        Pool = new WorkerPool(options.WorkerCount, options.Worker, DescribeStart, expected, loggers);
    }

    public HostState State { get; } = new();

    public WebApplication Web { get; }

    public WebApplication WorkerServer { get; }

    public WorkerPool Pool { get; }

    public InFlightInvocations InFlight { get; } = new();

    public IReadOnlyList<ScheduledTimer> Timers => State.Served?.Timers ?? [];

    public FunctionsHostKeys Keys => keys.Keys;

    /// <exception cref="FunctionsHostException">The real host would not load a function.</exception>
    public ServedFunctions Serve(IEnumerable<RpcFunctionMetadata> reported)
    {
        var functions = FunctionReader.Read(reported);
        RouteRules.Check(functions);
        var invoker = new FunctionInvoker(Pool, hostJson.FunctionTimeout, options.TimeProvider, InFlight, loggers);
        var schedules = TimerScheduleReader.ReadAll(functions, settings);
        var routes = FunctionRoutes.Build(
            functions,
            hostJson.RoutePrefix,
            Web.Services.GetRequiredService<IInlineConstraintResolver>(),
            new HttpFunctionServer(keys, invoker, hostJson.RoutePrefix, options).ServeAsync);
        var timers = TimerFactory.Create(schedules, options, invoker, loggers);
        return new ServedFunctions(
            [.. functions.Select(function => Describe(function, schedules))],
            timers,
            functions.ToDictionary(
                function => function.Name,
                Func<Task> (function) => timers.FirstOrDefault(timer => timer.Name == function.Name) is { } timer
                    ? () => timer.TryInvokeAsync(isPastDue: false)
                    : () => invoker.TryInvokeAsync(FunctionCall.WithoutCaller(function))),
            routes);
    }

    private FunctionDescription Describe(HostedFunction function, IReadOnlyDictionary<HostedFunction, TimerSchedule> schedules) => function.Trigger switch
    {
        FunctionTrigger.Http http => new FunctionDescription(
            function.Name, FunctionKind.Http, http.Methods, FunctionRoutes.WithPrefix(hostJson.RoutePrefix, http.Route), http.Level, null),
        _ => new FunctionDescription(function.Name, FunctionKind.Timer, [], null, null, schedules[function].Expression),
    };

    private WorkerStart DescribeStart() => new(
        new Uri(WorkerServer.Urls.First()), Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), settings, loggers.CreateLogger("Worker"));

    private static string? HostJsonOf(string appFolder) => Path.Combine(appFolder, "host.json") is var path && File.Exists(path) ? path : null;
}
