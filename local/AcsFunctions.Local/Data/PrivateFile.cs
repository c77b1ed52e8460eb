namespace AcsFunctions.Local.Data;

/// <summary>A file of secrets.</summary>
internal static class PrivateFile
{
    /// <summary>Writes it whole or not at all, and for this user alone.</summary>
    public static void Write(string path, string text)
    {
        var partial = path + ".partial";
        File.Delete(partial);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (StreamWriter writer = new(partial, options))
        {
            writer.Write(text);
        }

        File.Move(partial, path, overwrite: true);
    }
}
