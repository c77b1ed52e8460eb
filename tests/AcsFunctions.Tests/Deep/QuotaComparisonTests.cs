using AcsFunctions.Acs;
using AcsFunctions.Tests.Acs.Sharing;

namespace AcsFunctions.Tests.Deep;

/// <summary>The table of docs/decisions/0008-quota-shared-through-storage.md, every alternative and change by itself. Runs where it is asked for (<c>--explicit only</c>).</summary>
public sealed class QuotaComparisonTests(ITestOutputHelper output)
{
    private const int Quota = QuotaSimulation.Quota;

    private static readonly bool[] Either = [true, false];

    private static readonly (string Name, Func<IQuotaBoard, TimeProvider, IInstance> Create)[] Alternatives =
    [
        ("each alone", (_, clock) => new AloneInstance(Quota, QuotaSimulation.Window, clock)),
        ("feedback", (_, clock) => new FeedbackInstance(Quota, QuotaSimulation.Window, clock)),
        ("share", (board, clock) => new SharingInstance(board, Quota, QuotaSimulation.Window, clock)),
        ("both", (board, clock) => new BothInstance(board, Quota, QuotaSimulation.Window, clock)),
    ];

    public static TheoryData<Counting, bool> Ways => new MatrixTheoryData<Counting, bool>(Enum.GetValues<Counting>(), Either);

    [Theory(Explicit = true)]
    [MemberData(nameof(Ways))]
    public void A_share_alone_is_as_good_as_any(Counting counting, bool saysRetryAfter)
    {
        foreach (var change in Enum.GetValues<Change>())
        {
            foreach (var (name, create) in Alternatives)
            {
                var result = new QuotaSimulation(counting, saysRetryAfter, create, seed: 1).Run(change);
                output.WriteLine(FormattableString.Invariant(
                    $"| {counting} | {(saysRetryAfter ? "yes" : "no")} | {name} | {change} | {result.Goodput:F2} | {result.Refused:P1} | {result.SmallestShare:F2} | {result.RefusedAtChange} | {(result.IsGood ? "met" : "missed")} |"));
                Assert.True(result.IsGood || name is not "share", $"{change}: {result}");
            }
        }
    }
}
