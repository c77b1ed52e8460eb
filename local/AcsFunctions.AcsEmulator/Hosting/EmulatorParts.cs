using AcsFunctions.AcsEmulator.Authentication;
using AcsFunctions.AcsEmulator.Calls;
using AcsFunctions.AcsEmulator.InspectionApi;
using AcsFunctions.AcsEmulator.Operations;
using AcsFunctions.AcsEmulator.Persistence;
using AcsFunctions.AcsEmulator.Quotas;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Puts an emulator together; the only place that knows all of its parts.</summary>
internal sealed class EmulatorParts : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly EmulatorState state;

    private EmulatorParts(AcsEmulatorOptions options, EmulatorState state, string? knownHost)
    {
        this.state = state;
        var (clock, ledger, assignments, key) = (options.Clock, state.Identities, state.Assignments, state.Key);
        var calls = new CallLedger();
        var cipher = new TokenCipher(key);
        var mint = new TokenMint(new TokenIssuer(key, new TokenResource(ResourceId, options.DataLocation), options.EncryptTokens ? cipher : null), clock);
        Inspection = new EmulatorInspection(ledger, assignments, calls, new TokenValidator(key, cipher, ResourceId, ledger, clock), key, clock);
        var service = new AcsService(
            new Authenticator(new HmacVerifier(state.AccessKey, options.DateSkew, clock), options.AcceptBearer),
            options.Quotas ? new QuotaLedger(clock, options.QuotaWindow, options.QuotaFactor, options.RetryAfter) : null,
            new OperationSet(ResourceId, ledger, assignments, mint, options),
            options.Undocumented);
        Application = new EmulatorApplication(service, new InspectionRoutes(Inspection, Faults, knownHost), Faults, calls, options, stopping.Token);
    }

    public Guid ResourceId => state.ResourceId;

    public string AccessKey => Convert.ToBase64String(state.AccessKey);

    public EmulatorInspection Inspection { get; }

    public FaultPlan Faults { get; } = new();

    public EmulatorApplication Application { get; }

    public static EmulatorParts Create(AcsEmulatorOptions options, string? knownHost) =>
        new(options, options.PersistencePath is { } path ? EmulatorState.Open(options, StateFile.Open(path)) : EmulatorState.Create(options), knownHost);

    public Task StopAsync() => stopping.CancelAsync();

    public void Dispose()
    {
        state.Dispose();
        stopping.Dispose();
    }
}
