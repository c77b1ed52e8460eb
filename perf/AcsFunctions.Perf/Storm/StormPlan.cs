namespace AcsFunctions.Perf.Storm;

/// <summary>How many come back, and to what.</summary>
/// <param name="Users">Each has an identity, and asks for one token.</param>
/// <param name="Instances">Of the function app.</param>
/// <param name="QuotaFactor">How many times ACS's quota there is.</param>
/// <param name="Window">Of the quota.</param>
/// <param name="IsPublished">Whether the app is published as it ships, and not only built.</param>
internal sealed record StormPlan(int Users, int Instances, double QuotaFactor, TimeSpan Window, bool IsPublished)
{
    // https://learn.microsoft.com/azure/communication-services/concepts/service-limits#identity
    private const int DocumentedTokens = 1000;
    private static readonly TimeSpan DocumentedWindow = TimeSpan.FromSeconds(30);

    /// <value>Tokens that ACS grants in a window.</value>
    public int Quota => (int)(DocumentedTokens * QuotaFactor * (Window / DocumentedWindow));

    /// <value>The first quota at once, the rest a window later each: nobody could be quicker.</value>
    public TimeSpan Least => Window * ((Users - Quota) / (double)Quota);

    /// <summary>
    /// ACS's quota in half of its window: with the documented one 20,000 users take ten minutes. Who comes is told times that are as far
    /// apart as the quota allows, so that the last one waits a window longer than the least: there must be as many windows as with the
    /// documented one, and not so short ones that the fifth of a second counts by which the app keeps away from their ends.
    /// </summary>
    public static StormPlan Of(int users, int instances)
    {
        const int Quicker = 2;
        return new(users, instances, Quicker, DocumentedWindow / Quicker, IsPublished: true);
    }
}
