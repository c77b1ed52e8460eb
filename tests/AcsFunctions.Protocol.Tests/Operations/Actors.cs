using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>What an operation runs on.</summary>
internal sealed record Actors(IdentityRegistry Registry, IIdentityStore Store, Session Session);
