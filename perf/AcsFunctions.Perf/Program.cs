using System.Globalization;
using AcsFunctions.Perf;
using AcsFunctions.Perf.Benchmarks;
using AcsFunctions.Perf.CleanUp;
using AcsFunctions.Perf.ColdStart;
using AcsFunctions.Perf.Instances;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Restore;
using AcsFunctions.Perf.Scenarios;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Storm;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return args switch
{
    [] or ["quick"] => await new MeasureCommand(TimeProvider.System, Console.Out, Console.Error).RunAsync(Mode.Quick, stop.Token),
    ["short"] => await new MeasureCommand(TimeProvider.System, Console.Out, Console.Error).RunAsync(Mode.Short, stop.Token),
    [Mode.TailName] => await new MeasureCommand(TimeProvider.System, Console.Out, Console.Error).RunAsync(Mode.Tail, stop.Token),
    ["full"] => await new MeasureCommand(TimeProvider.System, Console.Out, Console.Error).RunAsync(Mode.Full, stop.Token),
    ["saturate"] => await new SaturateCommand(TimeProvider.System, Console.Out).RunAsync(20, stop.Token),
    ["saturate", var seconds] => await new SaturateCommand(TimeProvider.System, Console.Out).RunAsync(int.Parse(seconds, NumberStyles.None, CultureInfo.InvariantCulture), stop.Token),
    ["cold-start"] => await new ColdStartCommand(TimeProvider.System, Console.Out).RunAsync(10, stop.Token),
    ["cold-start", var starts] => await new ColdStartCommand(TimeProvider.System, Console.Out)
        .RunAsync(int.Parse(starts, NumberStyles.None, CultureInfo.InvariantCulture), stop.Token),
    ["instances"] => await new InstancesCommand(TimeProvider.System, Console.Out).RunAsync(10, stop.Token),
    ["instances", var windows] => await new InstancesCommand(TimeProvider.System, Console.Out)
        .RunAsync(int.Parse(windows, NumberStyles.None, CultureInfo.InvariantCulture), stop.Token),
    ["storm"] => await new StormCommand(TimeProvider.System, Console.Out).RunAsync(StormPlan.Of(20_000, instances: 1), stop.Token),
    ["storm", var users] => await new StormCommand(TimeProvider.System, Console.Out)
        .RunAsync(StormPlan.Of(int.Parse(users, NumberStyles.None, CultureInfo.InvariantCulture), instances: 1), stop.Token),
    ["storm", var users, var instances] => await new StormCommand(TimeProvider.System, Console.Out).RunAsync(
        StormPlan.Of(int.Parse(users, NumberStyles.None, CultureInfo.InvariantCulture), int.Parse(instances, NumberStyles.None, CultureInfo.InvariantCulture)),
        stop.Token),
    ["benchmarks", .. var options] => BenchmarkCommand.Run(options),
    ["clean-up", .. var measurement] => await CleanUpCommand.RunAsync(measurement),
    ["restore"] => await RestoreCommand.RunAsync(10_000, Console.Out, stop.Token),
    ["restore", var rows] => await RestoreCommand.RunAsync(int.Parse(rows, NumberStyles.None, CultureInfo.InvariantCulture), Console.Out, stop.Token),
    ["docs"] => await DocsCommand.RunAsync(stop.Token),
    ["serve"] => await ServeCommand.RunAsync(Console.In, Console.Out, stop.Token),
    _ => CommandHelp.Explain(),
};
