namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>The three families of routes, by who may call them.</summary>
public enum Family
{
    Self,
    Admin,
    Keyed,
}
