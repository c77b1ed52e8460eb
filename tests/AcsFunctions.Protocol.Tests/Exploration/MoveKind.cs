namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>What happens next. All but the first three are faults.</summary>
internal enum MoveKind : byte
{
    Proceeds,
    Answers,
    LateEffect,
    FailsWithoutEffect,
    LosesTheAnswer,
    LosesTheAnswerAndSendsAgain,
    IsLateAndGivesUp,
    IsLateAndSendsAgain,
    IsRefusedByETag,
    IsThrottled,
    IsDenied,
    Crashes,
    CrashesWithTheCallInFlight,
}
