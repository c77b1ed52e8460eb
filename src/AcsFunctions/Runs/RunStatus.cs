namespace AcsFunctions.Runs;

/// <summary>How far a run has come; stored by name.</summary>
public enum RunStatus
{
    /// <summary>Recorded; the timer takes it up within a minute, or when what runs now is over.</summary>
    Requested,

    /// <summary>Under way, or waiting to be carried on.</summary>
    Running,

    Finished,

    /// <summary>Asked to stop; whoever carries it sees that within seconds, or the timer within a minute.</summary>
    Stopping,

    /// <summary>Ended before its end, because an operator asked for that.</summary>
    Stopped,

    /// <summary>Given up after failing in ways that nobody planned for, again and again.</summary>
    Failed,
}
