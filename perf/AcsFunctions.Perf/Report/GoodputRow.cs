namespace AcsFunctions.Perf.Report;

/// <summary>What came through while twice the quota was asked for.</summary>
/// <param name="Variant">Who asked ACS.</param>
/// <param name="Offered">Requests.</param>
/// <param name="Answered">With a token.</param>
/// <param name="AcsCalls">Calls that ACS saw.</param>
/// <param name="AcsRefusals">Those that it refused.</param>
/// <param name="OfQuota">Answered tokens a second over the quota's calls a second.</param>
/// <param name="P99">Of what was answered, in milliseconds.</param>
internal sealed record GoodputRow(string Variant, long Offered, long Answered, long AcsCalls, long AcsRefusals, double OfQuota, double P99);
