using AcsFunctions.Identities;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Http;

/// <summary>
/// The user ids that back-ends name. One that nobody who signs in could have is a mistake: it would make a second identity beside the
/// user's own. Where no issuer is configured, back-ends alone decide what an id is; one that ends where the user should begin is still
/// a mistake, as a value that a back-end did not find would make one identity for everybody.
/// </summary>
public sealed class BackEndUserIds
{
    // The 128 random bits of a guest, in hexadecimal.
    private const int GuestLength = 32;

    private readonly Dictionary<string, Form> forms;
    private readonly string[] others;
    private readonly string aliases;

    public BackEndUserIds(IOptions<AuthenticationOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (issuers, appService) = (options.Value.Issuers, options.Value.AppService);
        forms = issuers.ToDictionary(issuer => issuer.Key, issuer => new Form(issuer.Value.UserIdClaimNames, issuer.Value.IsEntra, issuer.Value.TenantIds), StringComparer.Ordinal);
        if (appService.Enabled)
        {
            forms.TryAdd(appService.Alias!, new Form(SpacedList.Split(appService.UserIdClaims), appService.Provider == "aad", []));
        }

        others = options.Value.OtherAliasNames;
        aliases = string.Join(", ", forms.Keys.Concat(options.Value.OtherAliasNames).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>The <c>{userId}</c> of a path.</summary>
    public Result<UserId, Problem> Read(string? segment) =>
        !UserIdSegment.TryRead(segment, out var userId) ? Problem.InvalidUserId
        : Fault(userId) is { } fault ? Problem.InvalidUserId with { Detail = fault }
        : userId;

    /// <summary>A user id of a body, as it is.</summary>
    public Result<UserId, Problem> Parse(string? text) =>
        !UserId.TryCreate(text, out var userId) ? Problem.InvalidUserId with { Detail = $"An id has 1 to {UserId.MaxLength} characters, and no control characters." }
        : Fault(userId) is { } fault ? Problem.InvalidUserId with { Detail = fault }
        : userId;

    /// <summary>What is wrong with an id, as a sentence that does not repeat it; null where nothing is.</summary>
    public string? Fault(UserId userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        var parts = userId.Value.Split('|', 2);
        if (parts[0] == Alias.Guest)
        {
            return userId.IsGuest && IsOfGuest(parts[1]) ? null : $"The alias {Alias.Guest} is reserved: a guest's id is the guestId that it was invited with.";
        }

        if (forms.Count == 0 || others.Contains(parts[0], StringComparer.Ordinal))
        {
            return parts.Length == 2 && parts[1].All(c => c == '|') ? "The id ends with its alias: no user follows the vertical bar." : null;
        }

        if (parts.Length < 2 || !forms.TryGetValue(parts[0], out var form))
        {
            return $"An id begins with the alias of its issuer and a vertical bar. The aliases are: {aliases}.";
        }

        var values = parts[1].Split('|', form.Claims.Length);
        return values.Length < form.Claims.Length || values.Any(string.IsNullOrEmpty)
            ? $"An id of the alias {parts[0]} is {parts[0]}|{string.Join('|', form.Claims.Select(claim => $"<{claim}>"))}."
            : form.Claims.Zip(values).Select(claim => form.Fault(claim.First, claim.Second)).FirstOrDefault(fault => fault is not null);
    }

    private static bool IsOfGuest(string rest) => rest.Length == GuestLength && rest.All(char.IsAsciiHexDigitLower);

    private sealed record Form(string[] Claims, bool IsEntra, string[] Tenants)
    {
        // Entra writes its ids in one form only. Another spelling would be another user.
        public string? Fault(string claim, string value) =>
            IsEntra && (claim is "tid" or "oid") && !EntraIds.IsPlainGuid(value) ? $"The {claim} of an id is a GUID in lower-case letters, as tokens have it."
            : claim == "tid" && Tenants.Length > 0 && !Tenants.Contains(value, StringComparer.Ordinal) ? "The tenant of the id is not one of those that are configured."
            : null;
    }
}
