using System.Collections.Frozen;

namespace AcsFunctions.Tokens;

/// <summary>The scopes that ACS has (REST API version 2023-10-01), by wire name. Exact case.</summary>
public static class TokenScopes
{
    public const string Chat = "chat";
    public const string ChatJoin = "chat.join";
    public const string ChatJoinLimited = "chat.join.limited";
    public const string VoIP = "voip";
    public const string VoIPJoin = "voip.join";

    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet([Chat, ChatJoin, ChatJoinLimited, VoIP, VoIPJoin], StringComparer.Ordinal);

    /// <summary>Scopes that a setting names, separated by spaces, known or not.</summary>
    public static IReadOnlyList<string> Parse(string setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return setting.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Whether a token with <paramref name="scope"/> can do all that one with <paramref name="narrower"/> can. A scope covers itself.</summary>
    public static bool Covers(string scope, string narrower) => scope == narrower || (scope, narrower) switch
    {
        (Chat, ChatJoin or ChatJoinLimited) => true,
        (ChatJoin, ChatJoinLimited) => true,
        (VoIP, VoIPJoin) => true,
        _ => false,
    };
}
