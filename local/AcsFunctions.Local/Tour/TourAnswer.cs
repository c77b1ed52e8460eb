using System.Net;
using System.Text.Json.Nodes;

namespace AcsFunctions.Local.Tour;

/// <summary>An HTTP answer as a front-end sees it; an empty body is an empty object.</summary>
internal sealed record TourAnswer(HttpMethod Method, string Path, HttpStatusCode Status, JsonObject Body)
{
    public string Text(string property) => Value(property).GetValue<string>();

    public JsonNode Value(string property) =>
        Body[property] ?? throw new LocalStackException($"The tour ended early: the answer to {Method} {Path} has no '{property}'.");

    /// <exception cref="LocalStackException">It is not the answer that was promised.</exception>
    public TourAnswer MustBe(HttpStatusCode status, string? code = null)
    {
        if (Status != status || (code is not null && (string?)Body["code"] != code))
        {
            throw new LocalStackException(
                $"The tour ended early: {Method} {Path} was answered {Describe(Status, (string?)Body["code"])}, and {Describe(status, code)} was promised.");
        }

        return this;
    }

    /// <summary>The status and, of a problem, its code: <c>404 identity_not_found</c>.</summary>
    public static string Describe(HttpStatusCode status, string? code) => $"{(int)status} {code}".TrimEnd();
}
