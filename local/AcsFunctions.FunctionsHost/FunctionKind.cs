namespace AcsFunctions.FunctionsHost;

/// <summary>What starts a function.</summary>
public enum FunctionKind
{
    Http,
    Timer,
}
