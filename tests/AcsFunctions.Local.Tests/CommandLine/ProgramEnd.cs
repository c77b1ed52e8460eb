namespace AcsFunctions.Local.Tests.CommandLine;

internal sealed record ProgramEnd(int ExitCode, string Output, string Errors);
