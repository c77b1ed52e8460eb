using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class LoopbackServerTests
{
    [Fact]
    public async Task Signals_are_left_to_the_program_that_runs_it()
    {
        await using var server = LoopbackServer.CreateBuilder(port: 0, certificate: null, maxRequestBytes: null).Build();

        // The default one swallows Ctrl+C and `kill`, for whoever else would end by them.
        Assert.IsNotType<ConsoleLifetime>(server.Services.GetRequiredService<IHostLifetime>());
    }
}
