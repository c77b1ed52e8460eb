using System.Text;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>The console of this process, apart from what is printed, or logged to it, in the course of <see cref="RunAsync"/>.</summary>
internal sealed class CapturedConsole : TextWriter
{
    private static readonly CapturedConsole Output = new(Console.Out);
    private static readonly CapturedConsole Errors = new(Console.Error);

    private readonly AsyncLocal<StringWriter?> captured = new();
    private readonly TextWriter console;

    static CapturedConsole()
    {
        Console.SetOut(Output);
        Console.SetError(Errors);
    }

    private CapturedConsole(TextWriter console) => this.console = console;

    public override Encoding Encoding => console.Encoding;

    private TextWriter Target => captured.Value ?? console;

    /// <summary>Runs a command in this process, and returns how it ended and what it printed.</summary>
    public static async Task<ProgramEnd> RunAsync(Func<Task<int>> command)
    {
        await using StringWriter output = new();
        await using StringWriter errors = new();
        Output.captured.Value = output;
        Errors.captured.Value = errors;
        var exitCode = await command();
        return new ProgramEnd(exitCode, $"{output}", $"{errors}");
    }

    public override void Write(char value) => Target.Write(value);

    public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

    public override void Write(string? value) => Target.Write(value);

    public override void Flush() => Target.Flush();
}
