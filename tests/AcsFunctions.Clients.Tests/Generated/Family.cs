namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>The families of routes that offer the same operations.</summary>
public enum Family
{
    Self,
    Admin,
    Keyed,
}
