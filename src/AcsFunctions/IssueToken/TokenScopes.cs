using System.Collections.Frozen;

namespace AcsFunctions.IssueToken;

/// <summary>The scopes that ACS has (REST API version 2023-10-01), by wire name. Exact case.</summary>
public static class TokenScopes
{
    public const string Chat = "chat";
    public const string ChatJoin = "chat.join";
    public const string ChatJoinLimited = "chat.join.limited";
    public const string VoIP = "voip";
    public const string VoIPJoin = "voip.join";

    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet([Chat, ChatJoin, ChatJoinLimited, VoIP, VoIPJoin], StringComparer.Ordinal);
}
