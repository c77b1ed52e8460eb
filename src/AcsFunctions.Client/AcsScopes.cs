namespace AcsFunctions.Client;

/// <summary>What an ACS token can allow.</summary>
public static class AcsScopes
{
    public const string Chat = "chat";
    public const string ChatJoin = "chat.join";
    public const string ChatJoinLimited = "chat.join.limited";
    public const string VoIP = "voip";
    public const string VoIPJoin = "voip.join";
}
