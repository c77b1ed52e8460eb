using Azure.Data.Tables;

namespace AcsFunctions.Jobs;

/// <summary>Jobs as table entities and back: the only place that names their columns.</summary>
internal static class JobRows
{
    /// <summary>All jobs sort from here…</summary>
    public const string First = "run-";

    /// <summary>…to here, since a full stop follows the hyphen.</summary>
    public const string End = "run.";

    public static string RowKey(string id) => First + id;

    public static TableEntity ToEntity(string partition, Job job)
    {
        var entity = new TableEntity(partition, RowKey(job.Id))
        {
            [nameof(Job.Kind)] = job.Kind.ToString(),
            [nameof(Job.DryRun)] = job.DryRun,
            [nameof(Job.RequestedOn)] = job.RequestedOn,
            [nameof(Job.Status)] = job.Status.ToString(),
            [nameof(Job.Failures)] = job.Failures,
        };
        Set(entity, nameof(Job.StartedOn), job.StartedOn);
        Set(entity, nameof(Job.UpdatedOn), job.UpdatedOn);
        Set(entity, nameof(Job.FinishedOn), job.FinishedOn);
        Set(entity, nameof(Job.Report), job.Report);
        return entity;
    }

    /// <exception cref="FormatException">A kind or status that this version does not know.</exception>
    /// <exception cref="InvalidOperationException">A column of another type.</exception>
    public static Job ToJob(TableEntity entity) => new()
    {
        Id = entity.RowKey[First.Length..],
        Kind = Named<JobKind>(entity, nameof(Job.Kind)),
        DryRun = entity.GetBoolean(nameof(Job.DryRun)) ?? true,
        RequestedOn = entity.GetDateTimeOffset(nameof(Job.RequestedOn)) ?? default,
        Status = Named<JobStatus>(entity, nameof(Job.Status)),
        StartedOn = entity.GetDateTimeOffset(nameof(Job.StartedOn)),
        UpdatedOn = entity.GetDateTimeOffset(nameof(Job.UpdatedOn)),
        FinishedOn = entity.GetDateTimeOffset(nameof(Job.FinishedOn)),
        Failures = entity.GetInt32(nameof(Job.Failures)) ?? 0,
        Report = entity.GetString(nameof(Job.Report)),
        ETag = entity.ETag,
    };

    private static T Named<T>(TableEntity entity, string column)
        where T : struct, Enum =>
        Enum.TryParse<T>(entity.GetString(column), out var value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"Column {column} of a job holds none of the names that this version knows.");

    private static void Set(TableEntity entity, string column, object? value)
    {
        if (value is not null)
        {
            entity[column] = value;
        }
    }
}
