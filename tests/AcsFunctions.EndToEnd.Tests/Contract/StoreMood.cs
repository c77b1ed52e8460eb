namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>What a scripted store does.</summary>
public enum StoreMood
{
    /// <summary>What the real one does.</summary>
    Well,

    /// <summary>Somebody else is always faster.</summary>
    Contended,

    Unreachable,

    /// <summary>Fails in a way that nobody planned for.</summary>
    Broken,
}
