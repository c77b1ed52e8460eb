using AcsFunctions.Identities;
using AcsFunctions.Telemetry;
using AcsFunctions.Tokens;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CreateGuest;

/// <summary>
/// An identity for one visit, and its first token. It is recorded like any other, refused once its time is over, and deleted by the next
/// clean-up. Until then the ordinary routes for back-ends renew its token.
/// </summary>
public sealed class CreateGuestOperation(IdentityRegistry registry, IOptions<GuestOptions> options, TimeProvider clock, OperationTelemetry telemetry)
{
    private readonly GuestOptions options = options.Value;
    private readonly TokenPolicy policy = options.Value.Policy;

    public Task<Result<GuestIdentity, Refusal>> ExecuteAsync(CreateGuestRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return telemetry.ObserveAsync("create_guest", token => CreateAsync(request, token), cancellationToken);
    }

    private async Task<Result<GuestIdentity, Refusal>> CreateAsync(CreateGuestRequest request, CancellationToken cancellationToken)
    {
        var tokenRequest = policy.Apply(request.Scopes, request.ExpiresInMinutes);
        if (tokenRequest.IsRefused)
        {
            return tokenRequest.Refusal;
        }

        var minutes = request.DeleteAfterMinutes ?? options.DeleteAfterMinutes;
        if (minutes < GuestOptions.ShortestMinutes || minutes > options.MaxDeleteAfterMinutes)
        {
            return new Refusal(RefusalReason.InvalidGuestTime, $"deleteAfterMinutes must be from {GuestOptions.ShortestMinutes} to {options.MaxDeleteAfterMinutes}.");
        }

        var created = await registry.CreateGuestAsync(UserId.NewGuest(), tokenRequest.Value, clock.GetUtcNow().AddMinutes(minutes), cancellationToken);
        if (!created.IsRefused)
        {
            telemetry.Meter.TokenIssued("identity", created.Value.Token.Source);
        }

        return created;
    }
}
