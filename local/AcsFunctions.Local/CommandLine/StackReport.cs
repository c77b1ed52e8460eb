using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Pages;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local.CommandLine;

/// <summary>What a person wants to know of a stack that has just started.</summary>
internal sealed class StackReport(LocalStack stack, string? dataFolder)
{
    private readonly string functions = stack.BaseAddress.ToString().TrimEnd('/');
    private readonly string emulator = stack.Emulator.Endpoint.ToString().TrimEnd('/');

    public void Write(TextWriter output)
    {
        output.WriteLine();
        WriteAddresses(output);
        output.WriteLine();
        WriteFunctions(output);
        output.WriteLine();
        WriteTrust(output);
        WriteCommands(output);
        output.WriteLine();
    }

    private void WriteAddresses(TextWriter output)
    {
        Line("Playground", $"{functions}/");
        Line("Functions", $"{functions}/api");
        Line("Contract", $"{functions}{ApiReference.Path}  to read and to try");
        Line("Sign-in", $"{stack.SignIn.Issuer}  any name, no password");
        Line("ACS emulator", $"{emulator}  inspection under /_emulator{(stack.UsesEmulator ? "" : "; not used: the settings name another resource")}");
        Line("Tables", stack.Azurite is { } azurite ? $"{azurite.Endpoint}  Azurite" : "as the settings say");
        Line("Data", dataFolder is null ? "gone after the stop" : $"{dataFolder}  kept between runs");
        Line("Function key", $"{stack.Functions.Keys.Function}  header x-functions-key, for /api/keyed");
        Line("Master key", $"{stack.Functions.Keys.Master}  for /admin, the wind-down, export and import");

        void Line(string name, string value) => output.WriteLine($"{name,-12}  {value}");
    }

    private void WriteFunctions(TextWriter output)
    {
        var isCompatible = stack.Settings.TryGetValue("Compatibility:Enabled", out var enabled) && bool.TryParse(enabled, out var isEnabled) && isEnabled;
        var functions = stack.Functions.Functions
            // Drop-in routes that are off answer as if they were not there.
            .Where(function => isCompatible || !function.Name.StartsWith("DropIn", StringComparison.Ordinal))
            .OrderBy(function => function.Kind)
            .ThenBy(function => function.AuthorizationLevel)
            .ThenBy(function => function.Route, StringComparer.Ordinal)
            .ToArray();
        var width = functions.Max(function => function.Name.Length);
        foreach (var function in functions)
        {
            output.WriteLine($"  {function.Name.PadRight(width)}  {Trigger(function)}");
        }
    }

    private static string Trigger(FunctionDescription function) => function.Kind switch
    {
        FunctionKind.Timer => $"timer   {function.Schedule}",
        _ => $"{string.Join(',', function.Methods),-6}  /{function.Route}{Key(function)}",
    };

    private static string Key(FunctionDescription function) => function.AuthorizationLevel switch
    {
        FunctionAuthorizationLevel.Anonymous => "",
        FunctionAuthorizationLevel.Admin => "  (master key)",
        _ => "  (key)",
    };

    private void WriteTrust(TextWriter output)
    {
        if (stack.CertificatePath is not { } file)
        {
            return;
        }

        output.WriteLine($"All but the tables is served by https. How programs trust the certificate, {file}:");
        foreach (var (program, advice) in TrustAdvice.For(file, OperatingSystem.IsWindows()))
        {
            output.WriteLine($"  {program + ":",-16}{advice}");
        }

        output.WriteLine();
    }

    private void WriteCommands(TextWriter output)
    {
        CurlCommands commands = new(functions, stack.SignIn.TokenEndpoint, stack.CertificatePath, OperatingSystem.IsWindows());
        output.WriteLine("An ACS access token for alice:");
        output.WriteLine($"  {commands.IssueToken}");
        if (commands.ValidateToken(emulator) is { } validate)
        {
            output.WriteLine("Another one, shown to the emulator:");
            output.WriteLine($"  {validate}");
        }
    }
}
