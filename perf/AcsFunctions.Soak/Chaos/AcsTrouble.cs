using AcsFunctions.AcsEmulator;

namespace AcsFunctions.Soak.Chaos;

/// <summary>Has single calls to ACS fail before or after they took effect.</summary>
internal sealed class AcsTrouble(FaultPlan faults, TimeProvider clock, Random random)
{
    private static readonly TimeSpan LongestPeace = TimeSpan.FromMilliseconds(600);

    public int Troubles { get; private set; }

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(LongestPeace * random.NextDouble(), clock, cancellationToken);
                faults.NextOfAny(random.Next(6) switch
                {
                    0 => Fault.DropBeforeEffect,
                    1 => Fault.DropAfterEffect,
                    2 => Fault.TruncatedBody,
                    3 => Fault.Answer(429, TimeSpan.FromSeconds(1)),
                    4 => Fault.HtmlPage(),
                    _ => Fault.Answer(500, afterEffect: true),
                });
                Troubles++;
            }
        }
        finally
        {
            faults.Clear();
        }
    }
}
