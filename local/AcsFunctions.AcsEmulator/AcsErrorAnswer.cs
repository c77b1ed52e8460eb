namespace AcsFunctions.AcsEmulator;

/// <summary>An error answer of the service.</summary>
/// <param name="Status">The HTTP status, 400 to 599.</param>
/// <param name="Code">The <c>error.code</c> of the body.</param>
/// <param name="Message">The <c>error.message</c> of the body.</param>
public sealed record AcsErrorAnswer(int Status, string Code, string Message);
