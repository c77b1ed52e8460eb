namespace AcsFunctions.Identities;

/// <summary>A column of a user's row, with what every one of them has to answer.</summary>
/// <param name="Name">As it is stored.</param>
/// <param name="Type">What is stored.</param>
/// <param name="Get">A row's value; null where it has none.</param>
/// <param name="With">The same row with a value, or without one.</param>
/// <param name="OnFence">What becomes of it when the identity is unmapped.</param>
/// <param name="IsConfirmed">Whether a cached identity is trusted only while the row still says the same here.</param>
internal sealed record UserColumn(
    string Name, ColumnType Type, Func<UserRow, object?> Get, Func<UserRow, object?, UserRow> With, OnFence OnFence, bool IsConfirmed) : Column<UserRow>(Name, Type, Get, With)
{
    public static UserColumn Text(
        string name, Func<UserRow, string?> get, Func<UserRow, string?, UserRow> with, OnFence onFence, bool isConfirmed) =>
        new(name, ColumnType.Text, get, (row, value) => with(row, (string?)value), onFence, isConfirmed);

    public static UserColumn Instant(
        string name, Func<UserRow, DateTimeOffset?> get, Func<UserRow, DateTimeOffset?, UserRow> with, OnFence onFence, bool isConfirmed) =>
        new(name, ColumnType.Instant, row => get(row), (row, value) => with(row, (DateTimeOffset?)value), onFence, isConfirmed);
}
