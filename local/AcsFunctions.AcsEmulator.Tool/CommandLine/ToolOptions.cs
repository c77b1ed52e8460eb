using System.Globalization;

namespace AcsFunctions.AcsEmulator.Tool.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record ToolOptions
{
    public const int DefaultPort = 8990;

    public int Port { get; private init; } = DefaultPort;

    public bool AnyAddress { get; private init; }

    public string? AccessKey { get; private init; }

    public Guid? ResourceId { get; private init; }

    public string? Data { get; private init; }

    public string? CertificatePath { get; private init; }

    public bool Tls { get; private init; }

    public bool EncryptedTokens { get; private init; }

    public TimeSpan ClockOffset { get; private init; }

    public string? Location { get; private init; }

    public string? HostName { get; private init; }

    public bool Es256 { get; private init; }

    public bool Quotas { get; private init; }

    public bool NoRetryAfter { get; private init; }

    public bool RequireAssignments { get; private init; }

    public bool Quiet { get; private init; }

    public bool Help { get; private init; }

    public bool Version { get; private init; }

    /// <exception cref="ToolUsageException">An argument is not understood; the message says which, never its value.</exception>
    public static ToolOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ToolOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            options = ParseSwitch(options, name)
                ?? ParseValue(options, name, index + 1 < arguments.Count ? arguments[++index] : null)
                ?? throw new ToolUsageException($"There is no option {(name.StartsWith('-') ? name.Split('=')[0] : "without a leading --")}.");
        }

        return options;
    }

    /// <summary>Whether the option takes no value.</summary>
    public static bool IsSwitch(string name) => ParseSwitch(new ToolOptions(), name) is not null;

    private static ToolOptions? ParseSwitch(ToolOptions options, string name) => name switch
    {
        "--any-address" => options with { AnyAddress = true },
        "--tls" => options with { Tls = true },
        "--encrypted-tokens" => options with { EncryptedTokens = true },
        "--es256" => options with { Es256 = true },
        "--quotas" => options with { Quotas = true },
        "--no-retry-after" => options with { NoRetryAfter = true },
        "--require-assignments" => options with { RequireAssignments = true },
        "--quiet" => options with { Quiet = true },
        "--help" or "-h" or "-?" => options with { Help = true },
        "--version" => options with { Version = true },
        _ => null,
    };

    private static ToolOptions? ParseValue(ToolOptions options, string name, string? value) => name switch
    {
        "--port" => options with { Port = ParsePort(value) },
        "--access-key" => options with { AccessKey = ParseKey(value) },
        "--resource-id" => options with { ResourceId = Guid.TryParse(value, out var id) ? id : throw new ToolUsageException("--resource-id needs a guid.") },
        "--data" => options with { Data = Required(value, "--data needs the path of a file.") },
        "--clock-offset" => options with { ClockOffset = ParseOffset(value) },
        "--location" => options with { Location = Required(value, "--location needs a name, as unitedstates.") },
        "--host" => options with { HostName = ParseHost(value) },
        "--certificate" => options with { CertificatePath = Required(value, "--certificate needs the path of a file to write."), Tls = true },
        _ => null,
    };

    private static int ParsePort(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new ToolUsageException("--port needs a number from 0 (any free port) to 65535.");

    private static TimeSpan ParseOffset(string? value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && Math.Abs((long)seconds) <= 86400
            ? TimeSpan.FromSeconds(seconds)
            : throw new ToolUsageException("--clock-offset needs a number of seconds from -86400 to 86400.");

    private static string ParseHost(string? value) =>
        Uri.CheckHostName(value) is UriHostNameType.Dns or UriHostNameType.IPv4 ? value! : throw new ToolUsageException("--host needs a name that resolves to this machine.");

    private static string ParseKey(string? value) =>
        Convert.TryFromBase64String(value ?? "", new byte[value?.Length ?? 0], out var length) && length > 0
            ? value!
            : throw new ToolUsageException("--access-key needs a key in base64.");

    private static string Required(string? value, string message) =>
        value is { Length: > 0 } && !value.StartsWith("--", StringComparison.Ordinal) ? value : throw new ToolUsageException(message);
}
