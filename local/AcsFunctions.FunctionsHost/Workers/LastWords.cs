using System.Text.RegularExpressions;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>The end of what a process wrote to its standard error. Safe for use from any thread.</summary>
internal sealed partial class LastWords
{
    private const int Kept = 40;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Enqueue(line);
            // The start of what the runtime says of an unhandled exception is what counts, and is followed by its traces.
            if (lines.Count > Kept && !Unhandled().IsMatch(lines.Peek()))
            {
                lines.Dequeue();
            }
        }
    }

    public WorkerStartException Explain(int exitCode)
    {
        lock (gate)
        {
            var said = lines.SkipWhile(line => !Unhandled().IsMatch(line)).ToArray();
            if (said.Length == 0)
            {
                return new WorkerStartException($"The worker ended with exit code {exitCode}. {string.Join(' ', lines)}".TrimEnd());
            }

            var first = Unhandled().Match(said[0]);
            var message = said.Skip(1)
                .TakeWhile(line => !line.StartsWith("   at ", StringComparison.Ordinal) && !line.StartsWith(" ---> ", StringComparison.Ordinal))
                .Prepend(first.Groups["message"].Value);
            return new WorkerStartException(string.Join('\n', message).TrimEnd(), first.Groups["type"].Value);
        }
    }

    [GeneratedRegex(@"^Unhandled exception\. (?<type>[^\s:]+)(?: \([^)]*\))?: (?<message>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Unhandled();
}
