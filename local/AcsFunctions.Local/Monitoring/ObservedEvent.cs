namespace AcsFunctions.Local.Monitoring;

/// <summary>A log event of the functions: a row of the table AppTraces.</summary>
/// <param name="Time">When it arrived, a second or less after it was written.</param>
/// <param name="Id">As in docs/telemetry.md.</param>
/// <param name="Properties">What the message names.</param>
internal sealed record ObservedEvent(DateTimeOffset Time, int Id, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>Empty where the event has none of that name, as a query has it.</summary>
    public string this[string property] => Properties.GetValueOrDefault(property, "");
}
