using System.Reflection;

namespace AcsFunctions.Architecture.Tests;

/// <summary>The code under test: assemblies and source files.</summary>
internal static class Sources
{
    public static Assembly Service { get; } = typeof(AcsFunctionsServices).Assembly;

    public static Assembly Worker { get; } = typeof(Worker.AcsFunctionsWorker).Assembly;

    public static Assembly Emulator { get; } = typeof(AcsEmulator.AcsIdentityEmulator).Assembly;

    public static Assembly FunctionsHost { get; } = typeof(FunctionsHost.LocalFunctionsHost).Assembly;

    public static Assembly Local { get; } = typeof(Local.LocalStack).Assembly;

    public static Assembly Client { get; } = typeof(Client.AcsFunctionsClient).Assembly;

    public static IReadOnlyList<Assembly> Shipped { get; } = [Service, Worker, Client];

    public static string Root { get; } = typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>Source files below a folder of the repository, build output left out.</summary>
    public static IEnumerable<string> Below(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    /// <summary>Types that people wrote.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("AcsFunctions", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))
        // Generated from the descriptions of protocols.
        .Where(type => type.Namespace is not ("AcsFunctions.FunctionsHost.Protocol" or "AcsFunctions.Local.Monitoring.Otlp"))
        .Where(type => type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null)
        .Where(type => type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null);
}
