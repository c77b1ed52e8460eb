using AcsFunctions.Local.Configuration;

namespace AcsFunctions.Local.CommandLine;

/// <summary>What a person wants to know who is about to start the functions beside these services.</summary>
internal sealed class ServicesReport(LocalServices services, string? dataFolder, LocalSettingsFile file, int functionsPort)
{
    public void Write(TextWriter output, LocalSettingsOutcome outcome)
    {
        output.WriteLine();
        Line("Sign-in", $"{services.SignIn.Issuer}  any name, no password");
        Line("ACS emulator", $"{services.Emulator.Endpoint.ToString().TrimEnd('/')}  inspection under /_emulator");
        Line("Tables", $"{services.Storage.Endpoint}  Azurite");
        Line("Blobs", $"{services.Storage.BlobEndpoint}");
        Line("Queues", $"{services.Storage.QueueEndpoint}");
        Line("Data", dataFolder is null ? "gone after the stop" : $"{dataFolder}  kept between runs");
        Line("Settings", $"{file.Path}  {Describe(outcome)}");
        foreach (var (name, value) in outcome.Missing ?? new Dictionary<string, string>())
        {
            output.WriteLine($"    \"{name}\": \"{value}\"");
        }

        output.WriteLine();
        output.WriteLine("The functions, in another terminal, with Azure Functions Core Tools:");
        output.WriteLine("  dotnet run --project src/AcsFunctions.Worker");
        output.WriteLine("Then, an ACS access token for alice:");
        output.WriteLine($"  {new CurlCommands($"http://127.0.0.1:{functionsPort}", services.SignIn.TokenEndpoint, certificate: null, OperatingSystem.IsWindows()).IssueToken}");
        output.WriteLine();

        void Line(string name, string value) => output.WriteLine($"{name,-12}  {value}");
    }

    private static string Describe(LocalSettingsOutcome outcome) => outcome.Action switch
    {
        LocalSettingsAction.Written => "written",
        LocalSettingsAction.WrittenAnew => "written anew, since it had other settings",
        LocalSettingsAction.AlreadyFits => "written by an earlier run, and fits",
        _ when outcome.Missing is { Count: 0 } => "left as it is, since it is yours; it fits",
        _ => "left as it is, since it is yours (remove it to have it written); set in its Values:",
    };
}
