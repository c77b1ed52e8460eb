namespace AcsFunctions.Perf.Instances;

/// <summary>What came through after a change.</summary>
/// <param name="Change">Which.</param>
/// <param name="Instances">How many are asked, in turns.</param>
/// <param name="Goodput">Answered tokens over the quota.</param>
/// <param name="Refused">Of the calls to ACS, the part that it refused.</param>
/// <param name="SmallestShare">What the worst instance answered, over what each would have with equal shares.</param>
internal sealed record InstancesRow(string Change, int Instances, double Goodput, double Refused, double SmallestShare)
{
    public bool IsGood => Goodput >= 0.9 && Refused <= 0.05 && SmallestShare >= 0.5;
}
