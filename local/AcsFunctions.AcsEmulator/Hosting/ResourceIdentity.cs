namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Which resource the emulator is, and the key to it.</summary>
internal sealed record ResourceIdentity(Guid ResourceId, byte[] AccessKey);
