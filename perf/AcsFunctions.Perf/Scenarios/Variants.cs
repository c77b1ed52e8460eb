using System.Globalization;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>What is compared. Every user has an identity before the first measured request.</summary>
internal sealed class Variants(PerfStack stack, Requests requests)
{
    public const string Keyed = "ours, keyed";
    public const string Bearer = "ours, bearer";
    public const string Reuse = "ours, reuse";
    public const string ReuseInTurn = "ours, reuse, users in turn";
    public const string Floor = "floor";
    public const string BareFloor = "floor, no server";
    public const string Empty = "empty function";
    public const string Sample = "sample pattern";
    public const string Table = "table alone";

    /// <summary>How many requests a user of token reuse sends: a person's open tabs.</summary>
    public const int Tabs = 10;

    private const int Users = 50;

    private readonly string[] users = [.. Enumerable.Range(0, Users).Select(i => $"u{i}")];

    public async Task<IReadOnlyList<Variant>> CreateAsync(CancellationToken cancellationToken)
    {
        await stack.Clients.SeedAsync(users, cancellationToken);
        foreach (var user in users)
        {
            // The keyed route names the very users that sign in: one identity for both.
            await requests.CreateUserAsync(stack.Server[PerfStack.App], UserId(user), cancellationToken);
            // The first token of a user whom an instance has not seen takes one call more to the table.
            await requests.PostAsync(stack.Server[PerfStack.App], TokensPath(user), cancellationToken);
        }

        var bearers = users.Select(user => stack.SignIn.IssueToken(user, lifetime: TimeSpan.FromHours(2))).ToArray();
        var app = stack.Server[PerfStack.App];
        var probes = stack.Server[PerfStack.Probes];
        return
        [
            new(Keyed, "`POST /api/keyed/users/{id}/tokens`", (i, token) => requests.PostAsync(app, TokensPath(Of(i)), token)),
            new(Bearer, "`POST /api/me/tokens`", (i, token) => requests.PostAsync(app, "api/me/tokens", bearers[i % Users], token)),
            ReuseVariant(),
            new(ReuseInTurn, $"the first with `Tokens:Reuse`, {Users} users in turn", (i, token) => requests.PostAsync(stack.Server[PerfStack.AppWithReuse], TokensPath(Of(i)), token)),
            new(Floor, "one ACS issue, one table read", (i, token) => requests.PostAsync(probes, $"api/floor/{Of(i)}", token)),
            new(BareFloor, "the same, called by the driver", (i, token) => stack.Clients.ReadAndIssueAsync(Of(i), token)) { IsServed = false },
            new(Empty, "an empty function", (_, token) => requests.PostAsync(stack.Server[PerfStack.Empty], PerfStack.EmptyPath, token)),
            new(Sample, "identity and token on every request", (_, token) => requests.PostAsync(probes, "api/sample", token)),
            new(Table, "one table read, called by the driver", (i, token) => stack.Clients.ReadAsync(Of(i), token)) { IsServed = false },
        ];
    }

    private Variant ReuseVariant()
    {
        var host = stack.Server[PerfStack.AppWithReuse];
        var first = 0;
        var next = 0;
        return new(
            Reuse,
            $"`POST /api/keyed/users/{{id}}/tokens` with `Tokens:Reuse`, {Tabs} requests of each user",
            (i, token) => requests.PostAsync(host, TokensPath(NewUser(first + (i / Tabs))), token))
        {
            Together = Tabs,
            // Users that nobody asked for before: else the tokens of earlier requests would be counted, too.
            PrepareAsync = async (count, token) =>
            {
                first = next;
                next += (count + Tabs - 1) / Tabs;
                for (var user = first; user < next; user++)
                {
                    await requests.CreateUserAsync(host, UserId(NewUser(user)), token);
                }
            },
        };
    }

    private string Of(int number) => users[number % Users];

    private static string NewUser(int number) => string.Create(CultureInfo.InvariantCulture, $"r{number}");

    private static string UserId(string user) => $"local%7C{user}";

    private static string TokensPath(string user) => $"api/keyed/users/{UserId(user)}/tokens";
}
