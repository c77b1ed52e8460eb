using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.CreateGuest;

/// <summary>A guest on the wire: a token answer, who the guest is, and until when.</summary>
internal sealed record GuestBody(
    string GuestId, string DeleteOn, UserBody User, string UserId, string Token, string ExpiresOn, long ExpiresOnTimestamp, IReadOnlyList<string> Scopes)
{
    public static GuestBody Of(GuestIdentity guest)
    {
        var token = TokenBody.Of(guest.Token);
        return new(
            guest.UserId.Value,
            Iso8601.Format(guest.Row.DeleteOn!.Value),
            token.User,
            token.UserId,
            token.Token,
            token.ExpiresOn,
            token.ExpiresOnTimestamp,
            token.Scopes);
    }

    /// <summary>Never the token: records print in logs and messages.</summary>
    public override string ToString() => $"guest until {DeleteOn}";
}
