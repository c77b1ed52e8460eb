using AcsFunctions.Perf;
using System.Globalization;
using AcsFunctions.Perf.ColdStart;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Scenarios;
using AcsFunctions.Perf.Serving;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return args switch
{
    [] or ["quick"] => await new MeasureCommand(TimeProvider.System, Console.Out, Console.Error).RunAsync(Mode.Quick, stop.Token),
    ["full"] => await new MeasureCommand(TimeProvider.System, Console.Out, Console.Error).RunAsync(Mode.Full, stop.Token),
    ["cold-start"] => await new ColdStartCommand(TimeProvider.System, Console.Out).RunAsync(10, stop.Token),
    ["cold-start", var starts] => await new ColdStartCommand(TimeProvider.System, Console.Out)
        .RunAsync(int.Parse(starts, NumberStyles.None, CultureInfo.InvariantCulture), stop.Token),
    ["docs"] => await DocsCommand.RunAsync(stop.Token),
    ["serve"] => await ServeCommand.RunAsync(Console.In, Console.Out, stop.Token),
    _ => CommandLine.Explain(),
};
