namespace AcsFunctions.Perf.Report;

/// <summary>Writes what was measured last into the documentation.</summary>
internal static class DocsCommand
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var docs = Path.Combine(ReportFiles.Repository(), "docs");
        var page = Path.Combine(docs, "performance.md");
        var text = await File.ReadAllTextAsync(page, cancellationToken);
        if (await ReportFiles.LoadPerfAsync(cancellationToken) is { } report)
        {
            text = MarkedText.Replace(text, "measured", MarkdownReport.Of(report));
            await File.WriteAllTextAsync(Path.Combine(docs, "performance.svg"), LatencyPlot.Draw(report), cancellationToken);
        }

        if (await ReportFiles.LoadColdStartAsync(cancellationToken) is { } coldStart)
        {
            text = MarkedText.Replace(text, "cold start", MarkdownReport.Of(coldStart));
        }

        await File.WriteAllTextAsync(page, text, cancellationToken);
        return 0;
    }
}
