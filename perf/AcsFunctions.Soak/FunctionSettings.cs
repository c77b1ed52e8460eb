namespace AcsFunctions.Soak;

/// <summary>All that the function process is told.</summary>
internal sealed record FunctionSettings(IReadOnlyDictionary<string, string?> Settings, string FunctionKey, string MasterKey, Sabotage Sabotage);
