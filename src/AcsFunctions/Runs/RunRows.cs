using Azure.Data.Tables;

namespace AcsFunctions.Runs;

/// <summary>Runs as table entities and back: the only place that names their columns.</summary>
internal static class RunRows
{
    /// <summary>All runs sort from here…</summary>
    public const string First = "run-";

    /// <summary>…to here, since a full stop follows the hyphen.</summary>
    public const string End = "run.";

    public static string RowKey(string id) => First + id;

    public static TableEntity ToEntity(string partition, Run run)
    {
        var entity = new TableEntity(partition, RowKey(run.Id))
        {
            [nameof(Run.Kind)] = run.Kind.ToString(),
            [nameof(Run.DryRun)] = run.DryRun,
            [nameof(Run.RequestedOn)] = run.RequestedOn,
            [nameof(Run.Status)] = run.Status.ToString(),
            [nameof(Run.Failures)] = run.Failures,
        };
        Set(entity, nameof(Run.StartedOn), run.StartedOn);
        Set(entity, nameof(Run.UpdatedOn), run.UpdatedOn);
        Set(entity, nameof(Run.FinishedOn), run.FinishedOn);
        Set(entity, nameof(Run.Report), run.Report);
        return entity;
    }

    /// <exception cref="FormatException">A kind or status that this version does not know.</exception>
    /// <exception cref="InvalidOperationException">A column of another type.</exception>
    public static Run ToRun(TableEntity entity) => new()
    {
        Id = entity.RowKey[First.Length..],
        Kind = Named<RunKind>(entity, nameof(Run.Kind)),
        DryRun = entity.GetBoolean(nameof(Run.DryRun)) ?? true,
        RequestedOn = entity.GetDateTimeOffset(nameof(Run.RequestedOn)) ?? default,
        Status = Named<RunStatus>(entity, nameof(Run.Status)),
        StartedOn = entity.GetDateTimeOffset(nameof(Run.StartedOn)),
        UpdatedOn = entity.GetDateTimeOffset(nameof(Run.UpdatedOn)),
        FinishedOn = entity.GetDateTimeOffset(nameof(Run.FinishedOn)),
        Failures = entity.GetInt32(nameof(Run.Failures)) ?? 0,
        Report = entity.GetString(nameof(Run.Report)),
        ETag = entity.ETag,
    };

    private static T Named<T>(TableEntity entity, string column)
        where T : struct, Enum =>
        Enum.TryParse<T>(entity.GetString(column), out var value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"Column {column} of a run holds none of the names that this version knows.");

    private static void Set(TableEntity entity, string column, object? value)
    {
        if (value is not null)
        {
            entity[column] = value;
        }
    }
}
