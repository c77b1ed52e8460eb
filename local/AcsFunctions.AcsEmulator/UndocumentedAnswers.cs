namespace AcsFunctions.AcsEmulator;

/// <summary>What the emulator answers where the service's own answer was never seen. The defaults are guesses; docs/emulator-fidelity.md says so for each.</summary>
public sealed class UndocumentedAnswers
{
    /// <summary>An id of this resource that was deleted or never existed. Only the message is known.</summary>
    public AcsErrorAnswer IdentityNotFound { get; init; } = new(404, "IdentityNotFound", "Provided identity doesn't exist.");

    /// <summary>Whether deleting such an id answers 204 instead of <see cref="IdentityNotFound"/>. Default: false.</summary>
    public bool DeletingAMissingIdentitySucceeds { get; init; }

    /// <summary>An id that is no communication user's raw id at all.</summary>
    public AcsErrorAnswer MalformedIdentity { get; init; } = new(401, "IdentityNotOwned", "Provided identity doesn't belong to the resource.");

    /// <summary>An api-version that the route does not have. <c>{uri}</c> and <c>{version}</c> in the message are filled in.</summary>
    public AcsErrorAnswer UnsupportedApiVersion { get; init; } = new(400, "UnsupportedApiVersion",
        "The HTTP resource that matches the request URI '{uri}' does not support the API version '{version}'.");

    /// <summary>No api-version in the query.</summary>
    public AcsErrorAnswer MissingApiVersion { get; init; } = new(400, "ApiVersionUnspecified", "An API version is required, but was not specified.");

    /// <summary>No operation has this path.</summary>
    public AcsErrorAnswer UnknownRoute { get; init; } = new(404, "NotFound", "No operation of the service has this path.");

    /// <summary>The path exists, but not with this method.</summary>
    public AcsErrorAnswer UnknownMethod { get; init; } = new(405, "MethodNotAllowed", "The path does not support this method.");

    /// <summary>A scope that is none of the five. Null accepts it. <c>{scope}</c> in the message is filled in.</summary>
    public AcsErrorAnswer? UnknownScope { get; init; } = new(400, "ValidationError", "Invalid scopes - Scope '{scope}' is not supported.");

    /// <summary>Create with <c>createTokenWithScopes: []</c>. Null creates the identity without a token.</summary>
    public AcsErrorAnswer? EmptyScopesOnCreate { get; init; }

    /// <summary>A body that is no JSON of the operation's shape.</summary>
    public AcsErrorAnswer MalformedBody { get; init; } = new(400, "ValidationError", "The request body is not valid JSON of the expected shape.");

    /// <summary>A body over <see cref="AcsEmulatorOptions.MaxRequestBodyBytes"/>.</summary>
    public AcsErrorAnswer BodyTooLarge { get; init; } = new(413, "RequestBodyTooLarge", "The request body is too large.");

    /// <summary>Over a quota.</summary>
    public AcsErrorAnswer Throttled { get; init; } = new(429, "TooManyRequests", "Too many requests. Retry later.");

    /// <summary>A <c>customId</c> that is empty or longer than 256 characters.</summary>
    public AcsErrorAnswer InvalidCustomId { get; init; } = new(400, "ValidationError", "CustomId must be 1 to 256 characters long.");

    /// <summary>An assignment that does not exist.</summary>
    public AcsErrorAnswer AssignmentNotFound { get; init; } = new(404, "AssignmentNotFound", "The assignment doesn't exist.");

    /// <summary>An Entra principal without an assignment, where <see cref="AcsEmulatorOptions.RequireAssignments"/> is on.</summary>
    public AcsErrorAnswer NotAssigned { get; init; } = new(403, "Forbidden", "The principal has no assignment on the resource.");
}
