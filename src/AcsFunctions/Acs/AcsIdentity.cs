namespace AcsFunctions.Acs;

/// <summary>A new identity, with its first token where one was asked for and ACS gave a usable one.</summary>
public sealed record AcsIdentity(string CommunicationUserId, AcsToken? Token);
