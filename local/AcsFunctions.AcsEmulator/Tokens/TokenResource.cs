namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>What tokens say of the resource that issued them.</summary>
/// <param name="Location">Where its data is kept, as <c>unitedstates</c>.</param>
internal sealed record TokenResource(Guid Id, string Location)
{
    /// <summary>The region that goes with the location in tokens that were seen; the location itself where none was.</summary>
    public string Region => Location switch
    {
        "unitedstates" => "amer",
        "australia" => "au",
        "canada" => "ca",
        "asiapacific" => "apac",
        _ => Location,
    };
}
