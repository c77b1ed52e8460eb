namespace AcsFunctions.Perf.Report;

/// <summary>Writes what was measured last into the documentation.</summary>
internal static class DocsCommand
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var docs = Path.Combine(ReportFiles.Repository(), "docs");
        var page = Path.Combine(docs, "performance.md");
        var tables = Path.Combine(docs, "performance-tables.md");
        var (targets, measured) = (await File.ReadAllTextAsync(page, cancellationToken), await File.ReadAllTextAsync(tables, cancellationToken));
        if (await ReportFiles.LoadPerfAsync(cancellationToken) is { } report)
        {
            targets = MarkedText.Replace(targets, "measured", MarkdownReport.Targets(report));
            measured = MarkedText.Replace(measured, "measured", MarkdownReport.Tables(report));
            await File.WriteAllTextAsync(Path.Combine(docs, "performance.svg"), LatencyPlot.Draw(report), cancellationToken);
        }

        if (await ReportFiles.LoadTailAsync(cancellationToken) is { } tail)
        {
            targets = MarkedText.Replace(targets, "tail", MarkdownReport.Targets(tail));
            measured = MarkedText.Replace(measured, "tail", MarkdownReport.Tables(tail));
        }

        if (await ReportFiles.LoadColdStartAsync(cancellationToken) is { } coldStart)
        {
            targets = MarkedText.Replace(targets, "cold start", MarkdownReport.Targets(coldStart));
            measured = MarkedText.Replace(measured, "cold start", MarkdownReport.Tables(coldStart));
        }

        await File.WriteAllTextAsync(page, targets, cancellationToken);
        await File.WriteAllTextAsync(tables, measured, cancellationToken);
        return 0;
    }
}
