using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Callers;

/// <summary>
/// App Service Authentication: the platform signs users in and says who they are in a header. Only where it does so may the header be
/// believed, for otherwise everybody can send it: our setting must be on, and the platform must say that its own is. Else the header
/// is ignored, and counted.
/// </summary>
public sealed class AppServiceAuthentication
{
    // Set by the platform; https://learn.microsoft.com/azure/app-service/reference-app-settings#authentication--authorization
    private const string PlatformSetting = "WEBSITE_AUTH_ENABLED";

    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    private readonly AppServiceOptions options;
    private readonly string[] tenants;
    private readonly bool isOnAtPlatform;
    private readonly ClaimMapper mapper;
    private readonly CallerMetrics metrics;

    public AppServiceAuthentication(IOptions<AuthenticationOptions> options, IConfiguration configuration, ClaimMapper mapper, CallerMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configuration);
        this.options = options.Value.AppService;
        // The users of one alias are the same by either way in.
        tenants = this.options.Alias is { } alias && options.Value.Issuers.TryGetValue(alias, out var issuer) ? issuer.TenantIds : [];
        this.mapper = mapper;
        this.metrics = metrics;
        isOnAtPlatform = bool.TryParse(configuration[PlatformSetting], out var isOn) && isOn;
    }

    /// <summary>Whether the platform's word counts.</summary>
    public bool IsTrusted => options.Enabled && isOnAtPlatform;

    /// <summary>Null where there is no principal, or none to be believed.</summary>
    public Result<Caller, CallerRefusal>? Authenticate(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Headers.TryGetValues(Header, out var values))
        {
            return null;
        }

        if (!IsTrusted)
        {
            metrics.PrincipalIgnored(options.Enabled ? CallerMetrics.OffAtPlatform : CallerMetrics.SwitchedOff);
            return null;
        }

        // A header sent twice arrives as one with a comma, which base64 does not have.
        return !ClientPrincipal.TryRead(string.Join(',', values), out var principal) ? CallerRefusal.InvalidToken(RefusalCause.PrincipalMalformed)
            : principal.Provider != options.Provider ? CallerRefusal.InvalidToken(RefusalCause.PrincipalProvider)
            : tenants.Length > 0 && !tenants.Contains(principal.Claims.Single("tid"), StringComparer.Ordinal) ? CallerRefusal.InvalidToken(RefusalCause.Tenant)
            : Accept(principal);
    }

    private Result<Caller, CallerRefusal> Accept(ClientPrincipal principal)
    {
        var attempt = mapper.Map(principal.Claims, options.ClaimMapping);
        return attempt.Value is { } caller
            ? caller with { NotUser = caller.NotUser ?? (principal.IsApp ? CallerRefusal.InsufficientScope(RefusalCause.NotAUser) : null) }
            : attempt;
    }
}
