namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>What an operation told its caller.</summary>
internal enum OutcomeKind
{
    /// <summary>A refusal, or "not finished yet": nothing that an invariant speaks of. To be tried again.</summary>
    Refused,

    /// <summary>A refusal that trying again would not change: the caller's session has ended.</summary>
    SessionEnded,

    /// <summary>An identity.</summary>
    Identity,

    /// <summary>An identity's token.</summary>
    Token,

    /// <summary>A revoke is done.</summary>
    Revoked,

    /// <summary>A delete is done.</summary>
    Deleted,

    /// <summary>A part of clean-up ran.</summary>
    Ran,
}
