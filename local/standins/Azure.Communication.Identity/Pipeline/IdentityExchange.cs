using Azure.Core.Pipeline;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>Sends operations through the pipeline and refuses every status but the expected one.</summary>
internal sealed class IdentityExchange(HttpPipeline pipeline)
{
    public Response Send(Operation operation, CancellationToken cancellationToken)
    {
        using var activity = IdentityActivity.Start(operation.Name);
        try
        {
            using var message = operation.Request();
            pipeline.Send(message, cancellationToken);
            return Expect(operation.Success, message.Response);
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    public async Task<Response> SendAsync(Operation operation, CancellationToken cancellationToken)
    {
        using var activity = IdentityActivity.Start(operation.Name);
        try
        {
            using var message = operation.Request();
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return Expect(operation.Success, message.Response);
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    public Response<T> Send<T>(AnsweredOperation<T> operation, CancellationToken cancellationToken) =>
        operation.Answer(Send((Operation)operation, cancellationToken));

    public async Task<Response<T>> SendAsync<T>(AnsweredOperation<T> operation, CancellationToken cancellationToken) =>
        operation.Answer(await SendAsync((Operation)operation, cancellationToken).ConfigureAwait(false));

    private static Response Expect(int success, Response response) =>
        response.Status == success ? response : throw new RequestFailedException(response);
}
