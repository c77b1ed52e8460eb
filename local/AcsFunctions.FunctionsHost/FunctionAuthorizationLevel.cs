namespace AcsFunctions.FunctionsHost;

/// <summary>Which key opens an HTTP function.</summary>
public enum FunctionAuthorizationLevel
{
    /// <summary>None is needed.</summary>
    Anonymous,

    /// <summary>A signed-in user, which this host cannot tell: the master key only.</summary>
    User,

    /// <summary>The function's key or the host key.</summary>
    Function,

    /// <summary>A system key, of which this host has none: the master key only.</summary>
    System,

    /// <summary>The master key.</summary>
    Admin,
}
