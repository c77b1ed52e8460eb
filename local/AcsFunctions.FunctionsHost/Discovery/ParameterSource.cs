namespace AcsFunctions.FunctionsHost.Discovery;

internal enum ParameterSource
{
    Trigger,
    Context,
    CancellationToken,
    Route,
}
