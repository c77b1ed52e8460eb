using System.Diagnostics;
using System.Globalization;

namespace AcsFunctions.Local.TableStorage;

/// <summary>Why Azurite did not start, by what was said on standard error.</summary>
internal static class AzuriteFailure
{
    // Begins the line in which serve.mjs says why the services did not start. Node may warn before it, and tells in its own way what comes before the services.
    private const string Mark = "serve.mjs: ";

    public static async Task<LocalStackException> ExplainAsync(string errors, AzuriteOptions options, string installation, CancellationToken cancellationToken)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal)) is { } line)
        {
            return OfServices(line[Mark.Length..], options);
        }

        if (await NodeVersionAsync(options, cancellationToken) is { Major: < ExternalProgram.NodeVersion } version)
        {
            return new LocalStackException(
                $"Table storage (Azurite) needs Node.js {ExternalProgram.NodeVersion} or later, and '{options.Node}' is {version}: " +
                "install a newer one, see that it comes first on the PATH, and start again.");
        }

        var reason = lines.FirstOrDefault(text => text.Contains("Error: ", StringComparison.Ordinal)) ?? Sentence.FirstLineOf(errors);
        return new LocalStackException($"Table storage (Azurite) did not start: {reason}. If its installation is damaged, remove the folder {installation} and start again.");
    }

    private static LocalStackException OfServices(string reason, AzuriteOptions options)
    {
        if (reason.Split(' ') is [("EADDRINUSE" or "EACCES") and var code, var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var port))
        {
            var listener = $"{(port == options.BlobPort ? "blob" : port == options.QueuePort ? "queue" : "table")} storage (Azurite)";
            return code == "EACCES" ? PortFailure.Denied(port, listener) : PortFailure.InUse(port, listener);
        }

        var advice = options.DataFolder is { } data ? $" See that the folder {data} can be read and written; if its data is damaged, remove it and start again." : "";
        return new LocalStackException($"Table storage (Azurite) did not start: {reason}.{advice}");
    }

    private static async Task<Version?> NodeVersionAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        using var node = ExternalProgram.Start(new ProcessStartInfo(options.Node, ["--version"]));
        var said = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        return Version.TryParse(said.Trim().TrimStart('v'), out var version) ? version : null;
    }
}
