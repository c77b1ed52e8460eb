using System.Globalization;
using AcsFunctions.Acs;

namespace AcsFunctions.Testing.Acs;

/// <summary>
/// ACS in memory: identities, tokens that revocation and deletion end, and faults as scripted. What it is not: the tokens are no JWTs,
/// two of one identity between revocations are equal, their expiry is not kept, and a revocation is known everywhere at once.
/// </summary>
public sealed class InMemoryAcs(TimeProvider clock) : IAcsIdentities
{
    private const char Separator = '#';

    private readonly Lock gate = new();
    private readonly Dictionary<string, InMemoryAcsIdentity> identities = new(StringComparer.Ordinal);
    private readonly HashSet<string> disowned = [];
    private readonly Dictionary<AcsCall, int> calls = [];
    private readonly Dictionary<AcsCall, Queue<AcsFault>> faults = [];
    private int created;

    public InMemoryAcs(TimeProvider clock, IEnumerable<InMemoryAcsIdentity> identities)
        : this(clock)
    {
        foreach (var identity in identities)
        {
            this.identities.Add(identity.CommunicationUserId, identity);
        }

        created = this.identities.Count;
    }

    /// <summary>Every identity that ever was, in the order of creation.</summary>
    public IReadOnlyList<InMemoryAcsIdentity> Identities
    {
        get
        {
            lock (gate)
            {
                return [.. identities.Values];
            }
        }
    }

    public bool HasCredential { get; set; } = true;

    /// <summary>How often something was asked, answered or not.</summary>
    public int Calls(AcsCall call)
    {
        lock (gate)
        {
            return calls.GetValueOrDefault(call);
        }
    }

    /// <summary>The next calls of this kind fail, in the order given; then they work again.</summary>
    public void Fail(AcsCall call, params IEnumerable<AcsFault> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        lock (gate)
        {
            foreach (var fault in next)
            {
                (faults.TryGetValue(call, out var queue) ? queue : faults[call] = new()).Enqueue(fault);
            }
        }
    }

    /// <summary>An identity that someone created before.</summary>
    public string Add(string? communicationUserId = null)
    {
        lock (gate)
        {
            var id = communicationUserId ?? NextId();
            identities.Add(id, new(id, IsAlive: true, Epoch: 0));
            return id;
        }
    }

    /// <summary>Someone else deletes it.</summary>
    public void Remove(string communicationUserId) => Change(communicationUserId, identity => identity with { IsAlive = false });

    /// <summary>It is another resource's: from now on it can be neither changed nor deleted from here.</summary>
    public void Disown(string communicationUserId)
    {
        lock (gate)
        {
            disowned.Add(communicationUserId);
        }
    }

    public bool IsAlive(string communicationUserId)
    {
        lock (gate)
        {
            return identities.TryGetValue(communicationUserId, out var identity) && identity.IsAlive;
        }
    }

    /// <summary>Whether ACS would still accept the token, its expiry aside.</summary>
    public bool IsValid(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var split = token.LastIndexOf(Separator);
        lock (gate)
        {
            return identities.TryGetValue(token[..split], out var identity) && identity.IsAlive && TokenOf(identity) == token;
        }
    }

    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) => Ask<AcsIdentity>(
        AcsCall.Create,
        () =>
        {
            var identity = new InMemoryAcsIdentity(NextId(), IsAlive: true, Epoch: 0);
            identities.Add(identity.CommunicationUserId, identity);
            return new AcsIdentity(identity.CommunicationUserId, tokenRequest is null ? null : Issue(identity, tokenRequest));
        },
        cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken) => Ask<AcsToken>(
        AcsCall.Issue,
        () => Living(communicationUserId) is { } identity ? Issue(identity, tokenRequest) : new AcsRefusal(AcsRefusalKind.NotFound),
        cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) => Ask(
        AcsCall.Revoke,
        () => Change(communicationUserId, identity => identity with { Epoch = identity.Epoch + 1 }),
        cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) => Ask(
        AcsCall.Delete,
        () => Change(communicationUserId, identity => identity with { IsAlive = false }),
        cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(
        string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) => Ask<AcsToken>(
        AcsCall.ExchangeTeamsToken,
        () => new AcsToken($"teams{Separator}{userObjectId}", clock.GetUtcNow().AddHours(1)),
        cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => Task.FromResult(HasCredential);

    private static string TokenOf(InMemoryAcsIdentity identity) => string.Create(CultureInfo.InvariantCulture, $"{identity.CommunicationUserId}{Separator}{identity.Epoch}");

    private Task<Result<T, AcsRefusal>> Ask<T>(AcsCall call, Func<Result<T, AcsRefusal>> carryOut, CancellationToken cancellationToken)
        where T : notnull
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            calls[call] = calls.GetValueOrDefault(call) + 1;
            var fault = faults.TryGetValue(call, out var queue) && queue.TryDequeue(out var next) ? next : null;
            if (fault is { TakesEffect: false })
            {
                return Task.FromResult<Result<T, AcsRefusal>>(fault.Refusal);
            }

            var answer = carryOut();
            return Task.FromResult(fault is null ? answer : fault.Refusal);
        }
    }

    private Result<AcsDone, AcsRefusal> Change(string communicationUserId, Func<InMemoryAcsIdentity, InMemoryAcsIdentity> change)
    {
        lock (gate)
        {
            if (disowned.Contains(communicationUserId))
            {
                return new AcsRefusal(AcsRefusalKind.NotOwned);
            }

            if (Living(communicationUserId) is not { } identity)
            {
                return new AcsRefusal(AcsRefusalKind.NotFound);
            }

            identities[communicationUserId] = change(identity);
            return default(AcsDone);
        }
    }

    private InMemoryAcsIdentity? Living(string communicationUserId) =>
        identities.TryGetValue(communicationUserId, out var identity) && identity.IsAlive ? identity : null;

    private AcsToken Issue(InMemoryAcsIdentity identity, AcsTokenRequest tokenRequest) => new(TokenOf(identity), clock.GetUtcNow() + tokenRequest.Lifetime);

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"8:acs:in-memory_{++created}");
}
