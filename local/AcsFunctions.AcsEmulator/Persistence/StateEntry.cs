using System.Text.Json.Serialization;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Persistence;

/// <summary>One line of the state file: something that happened.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Resource), "resource")]
[JsonDerivedType(typeof(Key), "key")]
[JsonDerivedType(typeof(Identity), "identity")]
[JsonDerivedType(typeof(Revoked), "revoked")]
[JsonDerivedType(typeof(Deleted), "deleted")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Unassigned), "unassigned")]
[JsonDerivedType(typeof(Reset), "reset")]
internal abstract record StateEntry
{
    public sealed record Resource(Guid ResourceId, string AccessKey) : StateEntry;

    public sealed record Key(TokenSigningAlgorithm Algorithm, byte[] Pkcs8) : StateEntry;

    public sealed record Identity(
        string Id, string? CustomId, DateTimeOffset CreatedOn, int Generation = 1, DateTimeOffset? RevokedOn = null, DateTimeOffset? LastTokenIssuedOn = null,
        DateTimeOffset? TokensValidFrom = null) : StateEntry;

    public sealed record Revoked(string Id, int Generation, DateTimeOffset On, DateTimeOffset? TokensValidFrom = null) : StateEntry;

    public sealed record Deleted(string Id) : StateEntry;

    public sealed record Assigned(AssignmentKey AssignmentKey, Assignment Assignment) : StateEntry;

    public sealed record Unassigned(AssignmentKey AssignmentKey) : StateEntry;

    public sealed record Reset : StateEntry;
}
