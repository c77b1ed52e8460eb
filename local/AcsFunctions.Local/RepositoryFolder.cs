namespace AcsFunctions.Local;

internal static class RepositoryFolder
{
    /// <summary>The clone that this program was built in, or null where it runs from elsewhere.</summary>
    public static string? Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AcsFunctions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
