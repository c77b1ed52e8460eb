namespace AcsFunctions.Identities;

/// <summary>
/// Every column of every row: the one place where a column is added. Storage, queries, exports, fences and the store that tests and
/// measurements use go by it.
/// </summary>
internal static class IdentityColumns
{
    public static UserColumn CommunicationUserId { get; } = UserColumn.Text(
        nameof(CommunicationUserId),
        row => row.CommunicationUserId,
        (row, value) => row with { CommunicationUserId = value },
        OnFence.Cleared,
        isConfirmed: true);

    public static UserColumn CreatedOn { get; } = UserColumn.Instant(
        nameof(CreatedOn), row => row.CreatedOn, (row, value) => row with { CreatedOn = value }, OnFence.Cleared, isConfirmed: false);

    public static UserColumn LastTokenOn { get; } = UserColumn.Instant(
        nameof(LastTokenOn), row => row.LastTokenOn, (row, value) => row with { LastTokenOn = value }, OnFence.Cleared, isConfirmed: false);

    public static UserColumn TokensValidFrom { get; } = UserColumn.Instant(
        nameof(TokensValidFrom),
        row => row.TokensValidFrom,
        (row, value) => row with { TokensValidFrom = value },
        OnFence.KeptUntilFenceIsDropped,
        isConfirmed: true);

    // Whether a guest's time is over is asked of the row itself each time, so a cached identity need not know it.
    public static UserColumn DeleteOn { get; } = UserColumn.Instant(
        nameof(DeleteOn), row => row.DeleteOn, (row, value) => row with { DeleteOn = value }, OnFence.Cleared, isConfirmed: false);

    public static UserColumn FencedOn { get; } = UserColumn.Instant(
        nameof(FencedOn), row => row.FencedOn, (row, value) => row with { FencedOn = value }, OnFence.KeptUntilFenceIsDropped, isConfirmed: false);

    // After a delete nothing in clear says who the user was.
    public static UserColumn UserId { get; } = UserColumn.Text(
        nameof(UserId), row => row.UserId, (row, value) => row with { UserId = value }, OnFence.Cleared, isConfirmed: false);

    public static PlainColumn<PendingDeletion> RetiredOn { get; } = PlainColumn<PendingDeletion>.Instant(
        nameof(RetiredOn), row => row.Since, (row, value) => row with { Since = value ?? default });

    /// <summary>Of <see cref="UserRow"/>, in the order in which they print.</summary>
    public static IReadOnlyList<UserColumn> UserColumns { get; } = [CommunicationUserId, CreatedOn, LastTokenOn, TokensValidFrom, DeleteOn, FencedOn, UserId];

    public static RowColumns<UserRow> User { get; } = new((key, etag) => new() { Key = key, ETag = etag }, UserColumns);

    public static RowColumns<PendingDeletion> PendingDeletion { get; } = new(
        (key, etag) => new() { Key = key, ETag = etag, CommunicationUserId = "", Since = default, Reason = default },
        [
            Named<PendingDeletion>((row, value) => row with { CommunicationUserId = value! }),
            RetiredOn,
            // A reason that a later version writes must not stop the deletion.
            PlainColumn<PendingDeletion>.Text(
                "Reason",
                row => row.Reason.ToString(),
                (row, value) => row with { Reason = Enum.TryParse<DeletionReason>(value, out var reason) ? reason : DeletionReason.Deleted }),
        ]);

    public static RowColumns<PendingRevocation> PendingRevocation { get; } = new(
        (key, etag) => new() { Key = key, ETag = etag, CommunicationUserId = "", Since = default },
        [
            Named<PendingRevocation>((row, value) => row with { CommunicationUserId = value! }),
            PlainColumn<PendingRevocation>.Instant("RequestedOn", row => row.Since, (row, value) => row with { Since = value ?? default }),
        ]);

    public static PlainColumn<IndexRow> ReservedOn { get; } = PlainColumn<IndexRow>.Instant(
        nameof(ReservedOn), row => row.ReservedOn, (row, value) => row with { ReservedOn = value ?? default });

    /// <summary>The user whom an index row names.</summary>
    public static PlainColumn<IndexRow> UserHash { get; } = PlainColumn<IndexRow>.Text(
        nameof(UserHash),
        row => row.Key.Hash,
        (row, value) => UserKey.TryOfHash(value, out var key) ? row with { Key = key } : throw new FormatException("A row of the identity table names no user.")) with
    {
        IsRequired = true,
    };

    public static RowColumns<IndexRow> Index { get; } = new(
        (key, etag) => new() { Key = key, ETag = etag, CommunicationUserId = "", ReservedOn = default },
        [
            PlainColumn<IndexRow>.Text(nameof(CommunicationUserId), row => row.CommunicationUserId, (row, value) => row with { CommunicationUserId = value! }) with { IsRequired = true },
            UserHash,
            ReservedOn,
        ]);

    /// <summary>Of every kind of row there is.</summary>
    public static IReadOnlyList<RowKind> Kinds { get; } = [User, PendingDeletion, PendingRevocation, Index];

    public static IReadOnlyDictionary<Type, RowKind> KindOf { get; } = Kinds.ToDictionary(kind => kind.RowType);

    /// <summary>The user's row without its identity and all that goes with it.</summary>
    public static UserRow Unmapped(UserRow row) =>
        UserColumns.Where(column => column.OnFence == OnFence.Cleared).Aggregate(row, (rest, column) => column.With(rest, null));

    private static PlainColumn<TRow> Named<TRow>(Func<TRow, string?, TRow> with)
        where TRow : PendingAction =>
        PlainColumn<TRow>.Text(nameof(CommunicationUserId), row => row.CommunicationUserId, with) with { IsRequired = true };
}
