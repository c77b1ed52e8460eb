namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Where an operation is, below the part that names the user.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class RouteAttribute(string method, string path) : Attribute
{
    public string Method => method;

    public string Path => path;
}
