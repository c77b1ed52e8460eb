namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>The program while it serves, with a data folder, for the tests that only look at it: to start it takes seconds.</summary>
[CollectionDefinition(nameof(ServedProgram))]
public sealed class ServedProgram : IAsyncLifetime, ICollectionFixture<ServedProgram>
{
    private LocalProgram? program;

    public DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("acs-functions-test-");

    internal LocalProgram Program => program ?? throw new InvalidOperationException("The program has not started.");

    public async ValueTask InitializeAsync() => program = await LocalProgram.ServeAsync("--data", Data.FullName);

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            // Table storage writes until it has ended.
            await program.SignalAsync("INT");
            await program.EndAsync();
            await program.DisposeAsync();
        }

        Data.Delete(recursive: true);
    }
}
