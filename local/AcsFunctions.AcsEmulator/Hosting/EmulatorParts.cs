using System.Security.Cryptography;
using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Authentication;
using AcsFunctions.AcsEmulator.Calls;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.InspectionApi;
using AcsFunctions.AcsEmulator.Operations;
using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Quotas;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Puts an emulator together; the only place that knows all of its parts.</summary>
internal sealed class EmulatorParts : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    private EmulatorParts(AcsEmulatorOptions options, ResourceIdentity resource, SigningKey key, Uri? inProcessEndpoint)
    {
        (ResourceId, AccessKey) = (resource.ResourceId, Convert.ToBase64String(resource.AccessKey));
        var clock = options.TimeProvider;
        var ledger = new IdentityLedger(ResourceId, clock, static _ => { });
        var assignments = new AssignmentLedger(static _ => { });
        var calls = new CallLedger();
        var mint = new TokenMint(new TokenIssuer(key, ResourceId), clock);
        Inspection = new EmulatorInspection(ledger, assignments, calls, new TokenValidator(key, ResourceId, ledger, clock), key, clock);
        var service = new AcsService(
            new Authenticator(new HmacVerifier(resource.AccessKey, options.DateSkew, clock), options.AcceptBearer),
            options.Quotas ? new QuotaLedger(clock, options.RetryAfter) : null,
            new OperationSet(ResourceId, ledger, mint, options),
            options.Undocumented);
        Application = new EmulatorApplication(service, new InspectionRoutes(Inspection, Faults, inProcessEndpoint), Faults, calls, options, _stopping.Token);
    }

    public Guid ResourceId { get; }

    public string AccessKey { get; }

    public EmulatorInspection Inspection { get; }

    public FaultPlan Faults { get; } = new();

    public EmulatorApplication Application { get; }

    public static EmulatorParts Create(AcsEmulatorOptions options, Uri? inProcessEndpoint)
    {
        var resource = new ResourceIdentity(options.ResourceId ?? Guid.NewGuid(), ReadKey(options.AccessKey) ?? RandomNumberGenerator.GetBytes(64));
        return new EmulatorParts(options, resource, ProcessKeys.Of(options.SigningAlgorithm), inProcessEndpoint);
    }

    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private static byte[]? ReadKey(string? accessKey)
    {
        try
        {
            return accessKey is null ? null : Convert.FromBase64String(accessKey);
        }
        catch (FormatException)
        {
            // Without the value, and without an inner exception that may show it.
            throw new ArgumentException("AccessKey must be base64.", nameof(accessKey));
        }
    }
}
