namespace AcsFunctions.Local;

/// <summary>A file that one holder at a time has open. The system drops the lock of a process that dies.</summary>
internal static class FileLock
{
    // What the system says of a file that another holds: a violation of sharing or of a lock on Windows, elsewhere EWOULDBLOCK of flock.
    private static readonly int[] HeldByAnother =
        OperatingSystem.IsWindows() ? [unchecked((int)0x80070020), unchecked((int)0x80070021)] : [OperatingSystem.IsMacOS() ? 35 : 11];

    /// <returns>The lock until it is disposed; null where another holds it.</returns>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (HeldByAnother.Contains(exception.HResult))
        {
            return null;
        }
    }
}
