using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.Tests.Report;

public sealed class MarkedTextTests
{
    [Fact]
    public void What_people_wrote_around_the_marks_stays()
    {
        var text = MarkedText.Replace("before\n<!-- x: begin -->\nold\n<!-- x: end -->\nafter\n", "x", "new\n");

        Assert.Equal("before\n<!-- x: begin -->\n\nnew\n\n<!-- x: end -->\nafter\n", text);
    }

    [Fact]
    public void A_missing_mark_is_named()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => MarkedText.Replace("<!-- x: begin -->", "x", "new"));

        Assert.Contains("<!-- x: end -->", failure.Message, StringComparison.Ordinal);
    }
}
