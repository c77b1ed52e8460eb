namespace AcsFunctions.Tests.Acs.Sharing;

/// <param name="Goodput">Calls done, of the quota.</param>
/// <param name="Refused">Calls that ACS refused, of all that were sent.</param>
/// <param name="SmallestShare">Calls done by the instance with the fewest, of what would be fair.</param>
/// <param name="RefusedAtChange">Calls that ACS refused in the two windows after the change.</param>
internal sealed record QuotaResult(double Goodput, double Refused, double SmallestShare, int RefusedAtChange)
{
    public bool IsGood => Goodput >= 0.9 && Refused <= 0.05 && SmallestShare >= 0.5;
}
