using AcsFunctions.Soak.Actors;

namespace AcsFunctions.Soak.Chaos;

/// <summary>Keeps the function process running, and kills it again and again.</summary>
/// <param name="longestLife">Of a process, from the first call that it served; the shortest is a fifth of it.</param>
internal sealed class ProcessKiller(SoakStack stack, Service service, History history, TimeSpan longestLife, Action<string> logged, TimeProvider clock, Random random)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly TimeSpan shortestLife = longestLife / 5;

    public int Kills { get; private set; }

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var served = history.Served;
            using var process = await StartAsync(cancellationToken);
            try
            {
                // On a busy machine a process may take longer than a life to serve anything, and then nothing would be tried.
                while (history.Served == served)
                {
                    await Task.Delay(Glance, clock, cancellationToken);
                }

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
