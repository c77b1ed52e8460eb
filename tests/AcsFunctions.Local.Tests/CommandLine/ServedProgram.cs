using System.Diagnostics;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>
/// Two runs of the program on one data folder, for the tests that only look at them: to start it takes seconds. The first served https
/// and was ended by Ctrl+C; the second serves.
/// </summary>
[CollectionDefinition(nameof(ServedProgram))]
public sealed class ServedProgram : IAsyncLifetime, ICollectionFixture<ServedProgram>
{
    private LocalProgram? first;
    private LocalProgram? program;

    /// <summary>Its name has blanks, which printed commands have to quote.</summary>
    public DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("acs functions test ");

    internal LocalProgram First => first ?? throw new InvalidOperationException("The program has not started.");

    /// <summary>What the printed commands of the first run answered, in order. One that failed fails the tests that await it, and no others.</summary>
    internal IReadOnlyList<Task<string>> FirstAnswers { get; private set; } = [];

    /// <summary>The processes that the first run had started.</summary>
    internal IReadOnlyList<Process> FirstChildren { get; private set; } = [];

    internal ProgramEnd? FirstEnd { get; private set; }

    internal LocalProgram Program => program ?? throw new InvalidOperationException("The program has not started.");

    public async ValueTask InitializeAsync()
    {
        first = await LocalProgram.ServeAsync("--tls", "--data", Data.FullName);
        foreach (var command in first.Commands)
        {
            FirstAnswers = [.. FirstAnswers, Shell.RunAsync(command)];
            await Task.WhenAny(FirstAnswers[^1]);
        }

        FirstChildren = await first.ChildrenAsync();
        await first.SignalAsync("INT");
        FirstEnd = await first.EndAsync();
        program = await LocalProgram.ServeAsync("--data", Data.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            // Table storage writes until it has ended.
            await program.SignalAsync("INT");
            await program.EndAsync();
            await program.DisposeAsync();
        }

        if (first is not null)
        {
            await first.DisposeAsync();
        }

        Data.Delete(recursive: true);
    }
}
