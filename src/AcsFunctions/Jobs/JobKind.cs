namespace AcsFunctions.Jobs;

/// <summary>What operators can have done; stored by name.</summary>
public enum JobKind
{
    /// <summary>What the timer does, once and now.</summary>
    CleanUp,

    /// <summary>Deletes every identity that the map names.</summary>
    WindDown,
}
