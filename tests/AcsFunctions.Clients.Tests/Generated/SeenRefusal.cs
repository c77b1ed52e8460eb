namespace AcsFunctions.Clients.Tests.Generated;

/// <param name="Status">The HTTP status.</param>
/// <param name="Code">In lower case; null where the answer was no problem of ours.</param>
/// <param name="Title">For people.</param>
internal sealed record SeenRefusal(int Status, string? Code, string? Title);
