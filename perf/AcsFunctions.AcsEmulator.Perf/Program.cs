using AcsFunctions.AcsEmulator.Perf;
using AcsFunctions.AcsEmulator.Perf.Fuzz;

return args switch
{
    ["throughput", "--against", var folder, ..] => await Throughput.CompareAsync(folder, Arguments.Number(args, 3, 30), Arguments.Number(args, 4, 1), Arguments.Number(args, 5, 32)),
    ["throughput", ..] => await Throughput.RunAsync(Arguments.Number(args, 1, 10), Arguments.Number(args, 2, 32)),
    ["memory", ..] => await Memory.RunAsync(Arguments.Number(args, 1, 1_000_000)),
    ["fuzz", ..] => await FuzzCommand.RunAsync(Arguments.Number(args, 1, 100_000), Arguments.Number(args, 2, 1)),
    _ => Arguments.Explain(),
};
