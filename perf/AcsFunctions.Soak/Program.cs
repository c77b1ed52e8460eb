using System.Globalization;
using System.Security.Cryptography;
using AcsFunctions.Soak;

return args switch
{
    [SoakWorker.FirstArgument, ..] => await SoakWorker.RunAsync(args),
    [] => await SoakRun.PrintAsync(TimeSpan.FromMinutes(1), RandomNumberGenerator.GetInt32(int.MaxValue)),
    [var seconds] => await SoakRun.PrintAsync(Seconds(seconds), RandomNumberGenerator.GetInt32(int.MaxValue)),
    [var seconds, var seed] => await SoakRun.PrintAsync(Seconds(seconds), int.Parse(seed, CultureInfo.InvariantCulture)),
    [var seconds, var seed, "sabotaged"] => await SoakRun.PrintAsync(Seconds(seconds), int.Parse(seed, CultureInfo.InvariantCulture), isSabotaged: true),
    _ => Explain(),
};

static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

static int Explain()
{
    Console.WriteLine("[seconds=60] [seed=random] [sabotaged]   a hundred users over HTTP while the worker process is killed and storage fails; then the invariants, which a sabotaged worker breaks");
    return 2;
}
