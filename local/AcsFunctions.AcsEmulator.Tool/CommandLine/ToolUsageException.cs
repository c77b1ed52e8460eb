namespace AcsFunctions.AcsEmulator.Tool.CommandLine;

/// <summary>The command line is wrong; the message is for the person who typed it.</summary>
internal sealed class ToolUsageException(string message) : Exception(message);
