using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

internal sealed class GetIdentity(Ownership ownership, TimeProvider clock)
{
    public AcsResponse Answer(string id)
    {
        if (!ownership.TryFind(id, out var entry, out var refusal))
        {
            return refusal;
        }

        var snapshot = entry.Snapshot(clock.GetUtcNow());
        return Answers.Json(200, new IdentityBody(entry.Id, entry.CustomId, snapshot.LastTokenIssuedOn?.ToWire()), AcsJson.Wire.IdentityBody);
    }
}
