using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Routes;

/// <summary>One operation over HTTP: reads the body, calls the operation, translates its answer. Who may is decided before.</summary>
public interface IUserEndpoint
{
    Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken);
}
