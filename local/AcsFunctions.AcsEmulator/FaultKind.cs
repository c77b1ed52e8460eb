namespace AcsFunctions.AcsEmulator;

internal enum FaultKind
{
    Status,
    Delay,
    Drop,
    DropWithLateEffect,
    TruncatedBody,
    Hang,
    Hold,
}
