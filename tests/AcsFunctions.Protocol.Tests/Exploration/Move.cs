namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>What happened, and to which operation; for a late effect, to which call in flight.</summary>
internal readonly record struct Move(int Index, MoveKind Kind);
