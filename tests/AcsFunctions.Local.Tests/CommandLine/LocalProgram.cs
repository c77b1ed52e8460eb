using System.Diagnostics;
using System.Globalization;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>The built program as a process of its own, as a person starts it.</summary>
internal sealed class LocalProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _report = [];

    private LocalProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it away from what the developer of this clone set.</summary>
    public static LocalProgram Start(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "AcsFunctions.Local.exe" : "AcsFunctions.Local");
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new LocalProgram(Process.Start(start)!);
    }

    public static LocalProgram Start(params IEnumerable<string> arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Starts a stack on free ports, and returns when it says that it is ready.</summary>
    public static async Task<LocalProgram> ServeAsync(params IEnumerable<string> arguments)
    {
        var program = Start(["--port", "0", "--settings", "none.json", .. arguments]);
        do
        {
            program._report.Add(await program.ReadLineAsync());
        }
        while (!program._report[^1].StartsWith("Ready in ", StringComparison.Ordinal));
        return program;
    }

    public IReadOnlyList<string> Report => _report;

    /// <summary>The first word that the report says of something: its address, or its key.</summary>
    public string Reported(string name) =>
        Assert.Single(_report, line => line.StartsWith(name + "  ", StringComparison.Ordinal))[name.Length..].TrimStart().Split(' ')[0];

    /// <summary>The commands that the report invites to paste, in order.</summary>
    public IReadOnlyList<string> Commands => [.. _report.Where(line => line.StartsWith("  curl ", StringComparison.Ordinal)).Select(line => line.Trim())];

    public Task SignalAsync(string signal) => Shell.RunAsync($"kill -{signal} {_process.Id}");

    /// <summary>The processes that it started and that run.</summary>
    public async Task<IReadOnlyList<Process>> ChildrenAsync()
    {
        var children = await Shell.RunAsync($"cat /proc/{_process.Id}/task/*/children 2>/dev/null || pgrep -P {_process.Id}");
        return [.. children.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(id => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))];
    }

    public async Task<ProgramEnd> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync(Cancellation);
        await _process.WaitForExitAsync(Cancellation);
        return new ProgramEnd(_process.ExitCode, output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<string> ReadLineAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            return line;
        }

        throw new InvalidOperationException($"The program ended early: {string.Join('\n', _report)} {await _errors}");
    }
}
