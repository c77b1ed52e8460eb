using System.Globalization;

namespace AcsFunctions.AcsEmulator.Tests.Golden;

/// <summary>A request and the answer it must get, as a file under <c>exchanges</c> writes them down.</summary>
internal sealed record GoldenExchange(
    string Method, string Target, IReadOnlyDictionary<string, string> RequestHeaders, string RequestBody,
    int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static GoldenExchange Parse(string text)
    {
        var sides = text.ReplaceLineEndings("\n").Split("---\n", 2);
        var (request, requestBody) = SplitBody(string.Join('\n', sides[0].Split('\n').Where(line => !line.StartsWith('#'))));
        var (answer, body) = SplitBody(sides[1]);
        var line = request[0].Split(' ', 2);
        return new(line[0], line[1], ReadHeaders(request), requestBody, int.Parse(answer[0], CultureInfo.InvariantCulture), ReadHeaders(answer), body);
    }

    private static (string[] Head, string Body) SplitBody(string side)
    {
        var parts = side.TrimEnd('\n').Split("\n\n", 2);
        return (parts[0].Split('\n'), parts is [_, var body] ? body : "");
    }

    private static Dictionary<string, string> ReadHeaders(string[] head) =>
        head.Skip(1).Select(header => header.Split(": ", 2)).ToDictionary(header => header[0], header => header[1]);
}
