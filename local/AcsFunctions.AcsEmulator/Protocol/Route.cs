namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>Where a request goes.</summary>
/// <param name="Operation">Unknown when the path, or the method on it, is none of the service's.</param>
/// <param name="Needs">The api-version must have one of these; None: any will do.</param>
/// <param name="Id">The decoded identity or object id in the path.</param>
/// <param name="TenantId">The decoded tenant id in the path.</param>
/// <param name="Allow">The methods that the path has; null when there is no such path.</param>
internal sealed record Route(AcsOperation Operation, ApiFeatures Needs = ApiFeatures.None, string Id = "", string TenantId = "", string? Allow = null)
{
    /// <summary>Whether the caller shows an Entra user's own token instead of the resource's credential.</summary>
    public bool IsEntraExchange => Operation is AcsOperation.ExchangeTeamsExtensionAccessToken or AcsOperation.ExchangeEntraAccessToken;
}
