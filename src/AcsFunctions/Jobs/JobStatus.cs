namespace AcsFunctions.Jobs;

/// <summary>How far a job has got; stored by name.</summary>
public enum JobStatus
{
    /// <summary>Recorded; the timer takes it up within five minutes, or when what runs now is over.</summary>
    Requested,

    /// <summary>Under way, or waiting to be carried on.</summary>
    Running,

    Finished,

    /// <summary>Asked to stop; its runner sees that within seconds, or the timer within five minutes.</summary>
    Stopping,

    /// <summary>Ended before its end, because an operator asked for that.</summary>
    Stopped,

    /// <summary>Given up after failing in ways that nobody planned for, again and again.</summary>
    Failed,
}
