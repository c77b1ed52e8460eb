using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>What an operation runs on.</summary>
internal sealed record Actors(IdentityRegistry Registry, IIdentityStore Store, HoldingAcs Acs, Session Session, Script Script);
