namespace AcsFunctions.Client.Wire;

internal sealed record LookedUpBody
{
    public required IReadOnlyList<LookedUpUserBody> Users { get; init; }
}
