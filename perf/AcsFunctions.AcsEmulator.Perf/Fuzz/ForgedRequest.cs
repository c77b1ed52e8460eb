namespace AcsFunctions.AcsEmulator.Perf.Fuzz;

/// <summary>A request as bytes. IsWhole: whether it must get an answer while the connection stays open; else the end of the connection may be the answer.</summary>
internal sealed record ForgedRequest(byte[] Bytes, bool IsWhole);
