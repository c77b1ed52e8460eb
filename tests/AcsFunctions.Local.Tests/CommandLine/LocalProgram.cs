using System.Diagnostics;
using System.Globalization;
using AcsFunctions.Testing;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>The built program as a process of its own, as a person starts it.</summary>
internal sealed class LocalProgram : IAsyncDisposable
{
    // Nobody listens there.
    private const string Proxy = "http://127.0.0.1:9";

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly List<string> report = [];

    private LocalProgram(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it away from what the developer of this clone set.</summary>
    public static LocalProgram Start(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "AcsFunctions.Local.exe" : "AcsFunctions.Local");
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // As behind a proxy that knows nothing of this machine.
        start.Environment["HTTP_PROXY"] = start.Environment["HTTPS_PROXY"] = Proxy;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        Interrupts.ReachPrograms();
        return new LocalProgram(Process.Start(start)!);
    }

    public static LocalProgram Start(params IEnumerable<string> arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Starts a stack on free ports, and returns when it says that it is ready.</summary>
    public static async Task<LocalProgram> ServeAsync(params IEnumerable<string> arguments)
    {
        string[] settings = arguments.Contains("--settings") ? [] : ["--settings", "none.json"];
        var program = Start(["--port", "0", .. settings, .. arguments]);
        do
        {
            program.report.Add(await program.ReadLineAsync());
        }
        while (!program.report[^1].StartsWith("Ready in ", StringComparison.Ordinal));
        return program;
    }

    public IReadOnlyList<string> Report => report;

    /// <summary>The first word that the report says of something: its address, or its key.</summary>
    public string Reported(string name) =>
        Assert.Single(report, line => line.StartsWith(name + "  ", StringComparison.Ordinal))[name.Length..].TrimStart().Split(' ')[0];

    /// <summary>The commands that the report invites to paste, in order.</summary>
    public IReadOnlyList<string> Commands => [.. report.Where(line => line.StartsWith("  curl ", StringComparison.Ordinal)).Select(line => line.Trim())];

    public Task SignalAsync(string signal) => Shell.RunAsync($"kill -{signal} {process.Id}");

    /// <summary>The processes that it started and that run.</summary>
    public async Task<IReadOnlyList<Process>> ChildrenAsync()
    {
        var children = await Shell.RunAsync($"cat /proc/{process.Id}/task/*/children 2>/dev/null || pgrep -P {process.Id}");
        return [.. children.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(id => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))];
    }

    public async Task<ProgramEnd> EndAsync()
    {
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return new ProgramEnd(process.ExitCode, output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task<string> ReadLineAsync()
    {
        if (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            return line;
        }

        throw new InvalidOperationException($"The program ended early: {string.Join('\n', report)} {await errors}");
    }
}
