using AcsFunctions.Testing;

namespace AcsFunctions.Soak.Chaos;

/// <summary>Cuts, deafens, halves and delays the wire to storage, with peace in between.</summary>
internal sealed class StorageTrouble(TcpProxy wire, TimeProvider clock, Random random)
{
    private static readonly TimeSpan LongestPeace = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromMilliseconds(700);

    public int Troubles { get; private set; }

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(LongestPeace * random.NextDouble(), clock, cancellationToken);
                Start();
                Troubles++;
                await Task.Delay(LongestTrouble * random.NextDouble(), clock, cancellationToken);
                wire.Mend();
            }
        }
        finally
        {
            wire.Mend();
        }
    }

    private void Start()
    {
        switch (random.Next(4))
        {
            case 0:
                wire.Cut();
                break;
            case 1:
                wire.LoseAnswers();
                break;
            case 2:
                wire.HalveAnswers();
                break;
            default:
                _ = wire.Delay(LongestTrouble * random.NextDouble());
                break;
        }
    }
}
