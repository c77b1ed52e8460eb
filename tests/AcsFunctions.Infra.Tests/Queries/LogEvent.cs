using System.Reflection;
using System.Text.RegularExpressions;
using AcsFunctions.Worker;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Infra.Tests.Queries;

/// <summary>A log message of the app, read from its code.</summary>
/// <param name="Id">The event id.</param>
/// <param name="Placeholders">What the message names; each becomes a property.</param>
/// <param name="Table">Where the Azure Monitor exporter puts it: a message with an exception is an exception.</param>
internal sealed partial record LogEvent(int Id, IReadOnlyList<string> Placeholders, string Table)
{
    public static ILookup<int, LogEvent> All { get; } = new[] { typeof(AcsFunctionsServices), typeof(AcsFunctionsWorker) }
        .SelectMany(type => type.Assembly.GetTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(method => (Method: method, Message: method.GetCustomAttribute<LoggerMessageAttribute>()!))
        .Where(log => log.Message is not null)
        .Select(log => new LogEvent(
            log.Message.EventId,
            [.. Placeholder().Matches(log.Message.Message).Select(match => match.Groups[1].Value)],
            log.Method.GetParameters().Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(Exception))) ? "AppExceptions" : "AppTraces"))
        .ToLookup(message => message.Id);

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Placeholder();
}
