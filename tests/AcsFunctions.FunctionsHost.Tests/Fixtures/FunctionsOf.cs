using System.Reflection;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>An assembly with just these types, so that each test runs its own functions.</summary>
internal sealed class FunctionsOf(params Type[] types) : Assembly
{
    public override Type[] GetTypes() => types;

    public override AssemblyName GetName() => new("Fixture");
}
