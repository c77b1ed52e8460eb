using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>One operation over HTTP: reads the body, calls the operation, translates its answer. Who may is decided before.</summary>
public interface IUserEndpoint
{
    /// <summary>Whether it takes something from the user for good, so that it is recorded even where users do it themselves.</summary>
    bool EndsSessions => false;

    /// <summary>Whether it reads a body. One that does not is never asked with one: what it ignored might have meant something.</summary>
    bool TakesBody => false;

    Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken);
}
