namespace AcsFunctions.AcsEmulator;

internal enum FaultKind
{
    Status,
    Delay,
    Drop,
    TruncatedBody,
    Hang,
    Hold,
}
