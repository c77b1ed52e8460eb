namespace AcsFunctions.Local.Configuration;

/// <param name="Action">What became of the file.</param>
/// <param name="Missing">The settings that a file which was left alone has not, or has otherwise.</param>
internal sealed record LocalSettingsOutcome(LocalSettingsAction Action, IReadOnlyDictionary<string, string>? Missing = null);
