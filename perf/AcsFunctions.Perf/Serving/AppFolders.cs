using System.Reflection;

namespace AcsFunctions.Perf.Serving;

/// <summary>Where the function apps are: published to a folder, or built together with this program.</summary>
internal static class AppFolders
{
    /// <param name="app">Which.</param>
    /// <param name="published">Of <see cref="PublishedApps"/>; null for what was built.</param>
    public static string Of(HostedApp app, string? published)
    {
        var name = app switch
        {
            HostedApp.Ours => "AcsFunctions.Worker",
            HostedApp.Probes => "AcsFunctions.FloorApp",
            _ => "AcsFunctions.EmptyApp",
        };
        return published is not null
            ? Path.Combine(published, name)
            : typeof(AppFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
    }
}
