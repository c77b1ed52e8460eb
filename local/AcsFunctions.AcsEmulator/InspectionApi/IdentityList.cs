namespace AcsFunctions.AcsEmulator.InspectionApi;

internal sealed record IdentityList(IReadOnlyList<EmulatedIdentity> Identities);
