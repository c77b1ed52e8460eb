using AcsFunctions.AcsEmulator.Authentication;
using AcsFunctions.AcsEmulator.Calls;
using AcsFunctions.AcsEmulator.InspectionApi;
using AcsFunctions.AcsEmulator.Operations;
using AcsFunctions.AcsEmulator.Persistence;
using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Quotas;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Puts an emulator together; the only place that knows all of its parts.</summary>
internal sealed class EmulatorParts : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly EmulatorState _state;

    private EmulatorParts(AcsEmulatorOptions options, EmulatorState state, Uri? inProcessEndpoint)
    {
        _state = state;
        var (clock, ledger, assignments, key) = (options.TimeProvider, state.Identities, state.Assignments, state.Key);
        var calls = new CallLedger();
        var mint = new TokenMint(new TokenIssuer(key, ResourceId), clock);
        Inspection = new EmulatorInspection(ledger, assignments, calls, new TokenValidator(key, ResourceId, ledger, clock), key, clock);
        var service = new AcsService(
            new Authenticator(new HmacVerifier(state.AccessKey, options.DateSkew, clock), options.AcceptBearer),
            options.Quotas ? new QuotaLedger(clock, options.QuotaWindow, options.RetryAfter) : null,
            new OperationSet(ResourceId, ledger, assignments, mint, options),
            options.Undocumented);
        Application = new EmulatorApplication(service, new InspectionRoutes(Inspection, Faults, inProcessEndpoint), Faults, calls, options, _stopping.Token);
    }

    public Guid ResourceId => _state.ResourceId;

    public string AccessKey => Convert.ToBase64String(_state.AccessKey);

    public EmulatorInspection Inspection { get; }

    public FaultPlan Faults { get; } = new();

    public EmulatorApplication Application { get; }

    public static EmulatorParts Create(AcsEmulatorOptions options, Uri? inProcessEndpoint) =>
        new(options, options.PersistencePath is { } path ? EmulatorState.Open(options, StateFile.Open(path)) : EmulatorState.Create(options), inProcessEndpoint);

    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose()
    {
        _state.Dispose();
        _stopping.Dispose();
    }
}
