namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>What can go wrong with a call, beyond getting no answer.</summary>
[Flags]
internal enum AskTraits
{
    None = 0,

    /// <summary>Changes nothing, so losing the answer is the same as failing.</summary>
    Read = 1,

    /// <summary>Can be refused because of an ETag.</summary>
    Conditional = 2,

    /// <summary>The client library sends it again when it gets no answer.</summary>
    Repeatable = 4,

    /// <summary>A call to ACS, which can throttle or deny it.</summary>
    Acs = 8,

    /// <summary>Makes an identity, which is lost with the answer.</summary>
    Creates = 16,

    /// <summary>Can take effect long after its caller gave up.</summary>
    CanBeLate = 32,
}
