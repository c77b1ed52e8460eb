using System.Reflection;
using System.Text.RegularExpressions;
using AcsFunctions.Worker;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Infra.Tests.Queries;

/// <summary>A log message of the app, read from its code.</summary>
internal sealed partial record LogEvent(int Id, IReadOnlyList<string> Placeholders)
{
    public static ILookup<int, LogEvent> All { get; } = new[] { typeof(AcsFunctionsServices), typeof(AcsFunctionsWorker) }
        .SelectMany(type => type.Assembly.GetTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
        .OfType<LoggerMessageAttribute>()
        .Select(message => new LogEvent(message.EventId, [.. Placeholder().Matches(message.Message).Select(match => match.Groups[1].Value)]))
        .ToLookup(message => message.Id);

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Placeholder();
}
