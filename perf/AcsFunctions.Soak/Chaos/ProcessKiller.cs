namespace AcsFunctions.Soak.Chaos;

/// <summary>Keeps the function process running, and kills it again and again.</summary>
/// <param name="longestLife">Of a process; the shortest is a fifth of it.</param>
internal sealed class ProcessKiller(SoakStack stack, Service service, TimeSpan longestLife, Action<string> logged, TimeProvider clock, Random random)
{
    private readonly TimeSpan shortestLife = longestLife / 5;

    public int Kills { get; private set; }

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var process = await StartAsync(cancellationToken);
            try
            {
                await Task.Delay(shortestLife + ((longestLife - shortestLife) * random.NextDouble()), clock, cancellationToken);
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
