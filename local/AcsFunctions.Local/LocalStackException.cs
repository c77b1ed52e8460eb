namespace AcsFunctions.Local;

/// <summary>The local stack cannot start or go on. The message is written for the person at the keyboard: what is wrong and what to do.</summary>
/// <param name="message">A sentence for the person at the keyboard.</param>
/// <param name="innerException">The cause, for a debugger; null where there is none.</param>
public sealed class LocalStackException(string message, Exception? innerException = null) : Exception(message, innerException);
