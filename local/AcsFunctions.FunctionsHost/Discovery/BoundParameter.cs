namespace AcsFunctions.FunctionsHost.Discovery;

internal sealed record BoundParameter(string Name, Type Type, ParameterSource Source);
