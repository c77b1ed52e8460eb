namespace AcsFunctions.Local;

/// <summary>The local stack cannot start or go on. The message is written for the person at the keyboard: what is wrong and what to do.</summary>
public sealed class LocalStackException : Exception
{
    /// <summary>Creates it with a sentence for the person at the keyboard.</summary>
    public LocalStackException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a sentence for the person at the keyboard, and the cause for a debugger.</summary>
    public LocalStackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
