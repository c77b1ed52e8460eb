using AcsFunctions.Acs;

namespace AcsFunctions.Testing.Acs;

/// <summary>A call that is refused, or whose answer is lost after it took effect.</summary>
public sealed record AcsFault(AcsRefusal Refusal, bool TakesEffect = false);
