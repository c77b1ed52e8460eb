namespace AcsFunctions.AcsEmulator.Perf.Fuzz;

/// <param name="IsWhole">Whether it must get an answer while the connection stays open; else the end of the connection may be the answer.</param>
internal sealed record ForgedRequest(byte[] Bytes, bool IsWhole);
