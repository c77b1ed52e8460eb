using AcsFunctions.FunctionsHost.Protocol;
using Grpc.Core;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>Where workers connect.</summary>
internal sealed class WorkerService(ExpectedWorkers expected) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        var isStart = await requestStream.MoveNext(context.CancellationToken)
            && requestStream.Current.ContentCase == StreamingMessage.ContentOneofCase.StartStream;
        if (!isStart || expected.Take(requestStream.Current.StartStream.WorkerId) is not { } channel)
        {
            throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "No such worker was started here."));
        }

        await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }
}
