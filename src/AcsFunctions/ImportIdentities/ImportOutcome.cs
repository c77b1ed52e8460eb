namespace AcsFunctions.ImportIdentities;

/// <summary>What became of one row of an import.</summary>
public enum ImportOutcome
{
    /// <summary>Written, in whole or in part.</summary>
    Imported,

    /// <summary>The map says the same already.</summary>
    Unchanged,

    /// <summary>The map says something else of the identity, which stays. Sessions that the row says were ended end all the same.</summary>
    Conflict,

    /// <summary>It is not a row of an export.</summary>
    Invalid,

    /// <summary>It could not be written, or the time was over. Send it again.</summary>
    Failed,
}
