namespace AcsFunctions.Protocol.Tests.Exploration;

internal enum Phase : byte
{
    NotStarted,
    Running,

    /// <summary>Its caller knows all there is to know.</summary>
    Answered,

    /// <summary>Its caller was told to try again.</summary>
    Refused,

    /// <summary>Its process died.</summary>
    Crashed,
}
