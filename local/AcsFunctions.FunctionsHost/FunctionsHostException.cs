namespace AcsFunctions.FunctionsHost;

/// <summary>The host refuses to start; the message is one sentence for the person who started it.</summary>
public sealed class FunctionsHostException(string message, Exception? innerException = null) : Exception(message, innerException);
