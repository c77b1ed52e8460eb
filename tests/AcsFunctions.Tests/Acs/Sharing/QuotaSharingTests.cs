using AcsFunctions.Acs;

namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>
/// One quota for many instances, simulated. How ACS counts, and whether it says when to come back, is not documented: what is kept must
/// hold for each way. The alternatives are here to be compared: docs/decisions/0008-quota-shared-through-storage.md has their numbers.
/// </summary>
public sealed class QuotaSharingTests
{
    private const int Seed = 1;

    private static readonly bool[] Either = [true, false];

    private static readonly Func<IQuotaBoard, TimeProvider, IInstance> Alone = (_, clock) => new AloneInstance(QuotaSimulation.Quota, QuotaSimulation.Window, clock);
    private static readonly Func<IQuotaBoard, TimeProvider, IInstance> Feedback = (_, clock) => new FeedbackInstance(QuotaSimulation.Quota, QuotaSimulation.Window, clock);
    private static readonly Func<IQuotaBoard, TimeProvider, IInstance> Sharing = (board, clock) => new SharingInstance(board, QuotaSimulation.Quota, QuotaSimulation.Window, clock);

    public static TheoryData<Counting, bool> Ways => new MatrixTheoryData<Counting, bool>(Enum.GetValues<Counting>(), Either);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Instances_that_share_through_storage_use_the_quota_and_no_more_whatever_happens(Counting counting, bool saysRetryAfter) =>
        Assert.All(RunAll(counting, saysRetryAfter, Sharing), run => Assert.True(run.Result.IsGood, $"{run.Change}: {run.Result}"));

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_change_costs_less_than_a_tenth_of_what_two_windows_allow(Counting counting, bool saysRetryAfter) =>
        Assert.All(RunAll(counting, saysRetryAfter, Sharing), run => Assert.InRange(run.Result.RefusedAtChange, 0, 2 * QuotaSimulation.Quota / 10));

    [Fact]
    public void Without_sharing_the_same_load_wastes_calls_and_time()
    {
        var results = RunAll(Counting.SlidingWindowWithRefusals, false, Alone);

        Assert.Contains(results, run => !run.Result.IsGood);
    }

    [Fact]
    public void Refusals_alone_teach_an_instance_too_slowly_that_the_others_have_gone()
    {
        var result = new QuotaSimulation(Counting.FixedWindow, true, Feedback, Seed).Run(Change.OneIsAsked);

        Assert.False(result.IsGood, result.ToString());
    }

    private static IReadOnlyList<(Change Change, QuotaResult Result)> RunAll(
        Counting counting, bool saysRetryAfter, Func<IQuotaBoard, TimeProvider, IInstance> create) =>
        [.. Enum.GetValues<Change>().Select(change => (change, new QuotaSimulation(counting, saysRetryAfter, create, Seed).Run(change)))];
}
