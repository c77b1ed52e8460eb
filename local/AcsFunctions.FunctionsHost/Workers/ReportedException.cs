using System.Text.RegularExpressions;
using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>What a function or its worker threw, as the worker reported it.</summary>
public sealed partial class ReportedException : Exception
{
    private readonly string whole;

    internal ReportedException(RpcException? reported)
        : this(reported, Whole().Match(reported?.Message ?? string.Empty))
    {
    }

    private ReportedException(RpcException? reported, Match whole)
        : base(whole.Success ? whole.Groups["message"].Value : reported is { Message.Length: > 0 } ? reported.Message : "The worker gave no reason.")
    {
        Failure = whole.Success ? whole.Groups["type"].Value : reported?.Type ?? string.Empty;
        this.whole = whole.Success ? whole.Value : $"{Failure}: {Message}\n{reported?.StackTrace}";
    }

    /// <value>The full name of the exception; empty where the worker did not report it.</value>
    public string Failure { get; }

    public override string ToString() => whole;

    // Most workers send all that an exception's ToString says as its message.
    [GeneratedRegex(@"^(?<type>[A-Za-z_][\w.+`]*\.[\w+`]+): (?<message>.*?)(\r?\n( ---> |   at ).*)?$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
