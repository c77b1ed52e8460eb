namespace AcsFunctions.Identities;

/// <summary>The table gave no answer, or one that makes no sense. Says nothing about whether a row exists.</summary>
public sealed class IdentityStoreException : Exception
{
    public IdentityStoreException()
    {
    }

    public IdentityStoreException(string message)
        : base(message)
    {
    }

    public IdentityStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether storage answered, with a row that no version of this service writes: it will answer the same again.</summary>
    public bool IsRowMalformed { get; init; }
}
