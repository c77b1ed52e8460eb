using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Callers;

/// <summary>The only way to a caller. Fails closed: nothing configured, nothing sent, or two credentials that disagree, means no caller.</summary>
public sealed class CallerAuthentication(BearerAuthentication bearers, AppServiceAuthentication appService)
{
    public async Task<Result<Caller, CallerRefusal>> AuthenticateAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var principal = appService.Authenticate(request);
        if (!bearers.IsConfigured)
        {
            return principal ?? (appService.IsTrusted ? CallerRefusal.AuthenticationRequired : CallerRefusal.AuthenticationNotConfigured);
        }

        if (principal is not null && !bearers.IsSentWith(request))
        {
            return principal;
        }

        var bearer = await bearers.AuthenticateAsync(request, cancellationToken);
        return principal is null || bearer.IsRefused ? bearer
            : principal.IsRefused ? principal
            // Both are there: the platform passes on the token that it made the principal of. It counts, since we verified it ourselves.
            : principal.Value.UserId == bearer.Value.UserId ? bearer : CallerRefusal.ConflictingCredentials;
    }
}
