namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>One request of an .http file.</summary>
/// <param name="Title">Ends with the statuses that it may be answered with.</param>
/// <param name="Name">By which later requests speak of its answer.</param>
internal sealed record HttpFileRequest(
    string Title, string? Name, HttpMethod Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string Body, IReadOnlyList<int> Statuses);
