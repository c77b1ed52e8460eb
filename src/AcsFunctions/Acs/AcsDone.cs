namespace AcsFunctions.Acs;

/// <summary>ACS did what was asked and has nothing to say about it.</summary>
public readonly record struct AcsDone;
