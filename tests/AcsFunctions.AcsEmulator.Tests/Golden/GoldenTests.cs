using System.Runtime.CompilerServices;
using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests.Golden;

/// <summary>One exchange per documented behaviour.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(SourceFile())!, "exchanges");

    public static TheoryData<string> Exchanges => [.. Directory.GetFiles(Folder, "*.http").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task The_answer_is_as_written_down(string name)
    {
        await using var wire = Wire.Create();
        var exchange = GoldenExchange.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.http"), TestContext.Current.CancellationToken));
        var scene = await GoldenScene.CreateAsync(wire);

        var answer = await wire.SendAsync(scene.ToRequest(exchange));

        Assert.Equal(exchange.Status, answer.Status);
        Assert.Matches(scene.ToPattern(exchange.Body), answer.Body);
        Assert.All(exchange.Headers, header => Assert.Equal(header.Value, answer.Headers[header.Key]));
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
