using System.Security.Cryptography;
using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Persistence;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>The resource, its keys and what it owns; kept in a file where one is given.</summary>
internal sealed class EmulatorState : IDisposable
{
    private readonly StateFile? file;
    private readonly KeptState kept;

    private EmulatorState(AcsEmulatorOptions options, KeptState kept, StateFile? file)
    {
        (this.kept, this.file) = (kept, file);
        ResourceId = options.ResourceId ?? kept.Resource?.ResourceId ?? Guid.NewGuid();
        AccessKey = ReadKey(options.AccessKey ?? kept.Resource?.AccessKey) ?? RandomNumberGenerator.GetBytes(64);
        Key = ChooseKey(options.SigningAlgorithm);
        Identities = new IdentityLedger(ResourceId, options.Clock, Record);
        Assignments = new AssignmentLedger(Record);
    }

    public Guid ResourceId { get; }

    public byte[] AccessKey { get; }

    public SigningKey Key { get; }

    public IdentityLedger Identities { get; }

    public AssignmentLedger Assignments { get; }

    public static EmulatorState Create(AcsEmulatorOptions options) => new(options, new KeptState(), file: null);

    /// <summary>Takes over what the file keeps, and the file.</summary>
    /// <exception cref="IOException">The file holds something else, or another resource's state.</exception>
    public static EmulatorState Open(AcsEmulatorOptions options, StateFile file)
    {
        try
        {
            var kept = KeptState.Replay(file.Read());
            if (options.ResourceId is { } asked && kept.Resource is { } resource && resource.ResourceId != asked)
            {
                throw new IOException($"The state file {options.PersistencePath} belongs to the resource {resource.ResourceId}.");
            }

            var state = new EmulatorState(options, kept, file);
            state.Restore();
            file.Replace(state.ToEntries());
            return state;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        // The lines leave out when tokens were issued, which is too often to write each time; the outcome has it.
        file?.Replace(ToEntries());
        file?.Dispose();
    }

    private void Record(StateEntry entry) => file?.Append(entry);

    private void Restore()
    {
        foreach (var identity in kept.Identities.Values)
        {
            Identities.Restore(identity);
        }

        foreach (var (key, assignment) in kept.Assignments)
        {
            Assignments.Restore(key, assignment);
        }
    }

    private IEnumerable<StateEntry> ToEntries() =>
    [
        new StateEntry.Resource(ResourceId, Convert.ToBase64String(AccessKey)),
        .. kept.Keys.Values,
        .. Identities.ToEntries(),
        .. Assignments.ToEntries(),
    ];

    private SigningKey ChooseKey(TokenSigningAlgorithm algorithm)
    {
        if (file is null)
        {
            return ProcessKeys.Of(algorithm);
        }

        if (this.kept.Keys.TryGetValue(algorithm, out var kept))
        {
            return SigningKey.Import(algorithm, kept.Pkcs8);
        }

        var key = SigningKey.Create(algorithm);
        this.kept.Keys[algorithm] = new StateEntry.Key(algorithm, key.Export());
        return key;
    }

    private static byte[]? ReadKey(string? accessKey)
    {
        if (accessKey is null)
        {
            return null;
        }

        // The message shows nothing of the value.
        var key = new byte[accessKey.Length];
        return Convert.TryFromBase64String(accessKey, key, out var length) && length > 0
            ? key[..length]
            : throw new ArgumentException("AccessKey must be base64 and not empty.", nameof(accessKey));
    }
}
