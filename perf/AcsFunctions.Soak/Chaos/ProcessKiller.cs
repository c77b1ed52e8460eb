namespace AcsFunctions.Soak.Chaos;

/// <summary>Keeps the function process running, and kills it again and again.</summary>
internal sealed class ProcessKiller(SoakStack stack, Service service, Action<string> logged, TimeProvider clock, Random random)
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    public int Kills { get; private set; }

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var process = await StartAsync(cancellationToken);
            try
            {
                await Task.Delay(ShortestLife + ((LongestLife - ShortestLife) * random.NextDouble()), clock, cancellationToken);
            }
            finally
            {
                await process.KillAsync();
                Kills++;
            }
        }
    }

    public async Task<FunctionProcess> StartAsync(CancellationToken cancellationToken)
    {
        var process = await FunctionProcess.StartAsync(stack.Functions, logged, cancellationToken);
        service.Address = process.Address;
        return process;
    }
}
