namespace AcsFunctions.Testing.Identities;

/// <summary>How a write to storage goes wrong.</summary>
public enum StoreFault
{
    /// <summary>None.</summary>
    None,

    /// <summary>It has no effect, and the caller does not learn that.</summary>
    Dropped,

    /// <summary>It takes effect, and the caller does not learn that.</summary>
    AnswerLost,
}
