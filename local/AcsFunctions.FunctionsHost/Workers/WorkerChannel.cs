using System.Collections.Concurrent;
using System.Threading.Channels;
using AcsFunctions.FunctionsHost.Protocol;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>The conversation with one worker, from its first message to the end of its stream. Safe for use from any thread.</summary>
internal sealed class WorkerChannel(WorkerLog log)
{
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<StreamingMessage> answers = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> pending = new();
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Dictionary<string, string> functionIds = [];

    /// <summary>Completes when the worker has connected.</summary>
    public Task Opened => opened.Task;

    /// <summary>Completes when the stream has ended in both directions.</summary>
    public Task Closed => closed.Task;

    /// <summary>Carries messages until either side ends the stream.</summary>
    public async Task RunAsync(IAsyncStreamReader<StreamingMessage> reader, IServerStreamWriter<StreamingMessage> writer, CancellationToken aborted)
    {
        opened.SetResult();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var reading = UntilGoneAsync(ReadAsync(reader, ended.Token));
        var writing = UntilGoneAsync(WriteAsync(writer, ended.Token));
        await Task.WhenAny(reading, writing);
        outgoing.Writer.TryComplete();
        // What was still to be sent, the last message above all, is sent where the worker still listens.
        if (!reading.IsCompleted)
        {
            await writing;
        }

        closed.TrySetResult();
        answers.Writer.TryComplete(new WorkerLostException());
        foreach (var invocation in pending.Values)
        {
            invocation.TrySetException(new WorkerLostException());
        }

        await ended.CancelAsync();
        await Task.WhenAll(reading, writing);
    }

    /// <summary>Makes the worker ready to run its functions, and returns what it reports of them.</summary>
    /// <exception cref="WorkerLostException">It went away.</exception>
    /// <exception cref="ReportedException">It reports a failure of its own.</exception>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> InitializeAsync(string appFolder, CancellationToken cancellationToken)
    {
        var initialized = await AskAsync(
            new StreamingMessage
            {
                WorkerInitRequest = new WorkerInitRequest
                {
                    HostVersion = "4.0.0",
                    WorkerDirectory = appFolder,
                    FunctionAppDirectory = appFolder,
                },
            },
            answer => answer.WorkerInitResponse,
            cancellationToken);
        Check(initialized.Result);

        var reported = await AskAsync(
            new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = appFolder } },
            answer => answer.FunctionMetadataResponse,
            cancellationToken);
        Check(reported.Result);

        functionIds = reported.FunctionMetadataResults.GroupBy(function => function.Name).ToDictionary(group => group.Key, group => group.First().FunctionId);
        foreach (var function in reported.FunctionMetadataResults)
        {
            var loaded = await AskAsync(
                new StreamingMessage { FunctionLoadRequest = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function } },
                answer => answer.FunctionLoadResponse,
                cancellationToken);
            Check(loaded.Result);
        }

        return reported.FunctionMetadataResults;
    }

    /// <summary>Sends a call; null where the worker was already gone and nothing was sent.</summary>
    /// <exception cref="WorkerLostException">In the task: it went away before it answered.</exception>
    public Task<InvocationResponse>? TryInvoke(string functionName, InvocationRequest request)
    {
        var answered = new TaskCompletionSource<InvocationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[request.InvocationId] = answered;
        request.FunctionId = functionIds[functionName];
        if (!outgoing.Writer.TryWrite(new StreamingMessage { InvocationRequest = request }))
        {
            pending.TryRemove(request.InvocationId, out _);
            return null;
        }

        if (closed.Task.IsCompleted)
        {
            answered.TrySetException(new WorkerLostException());
        }

        return answered.Task;
    }

    public void Cancel(string invocationId) =>
        outgoing.Writer.TryWrite(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = invocationId } });

    /// <summary>Asks the worker to end by itself.</summary>
    public void Terminate(TimeSpan gracePeriod) =>
        outgoing.Writer.TryWrite(new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(gracePeriod) } });

    /// <summary>Ends the stream once all that was written is sent.</summary>
    public void Close()
    {
        outgoing.Writer.TryComplete();
        if (!opened.Task.IsCompleted)
        {
            closed.TrySetResult();
        }
    }

    private async Task<T> AskAsync<T>(StreamingMessage question, Func<StreamingMessage, T?> answerOf, CancellationToken cancellationToken)
        where T : class
    {
        question.RequestId = Guid.NewGuid().ToString();
        outgoing.Writer.TryWrite(question);
        await foreach (var message in answers.Reader.ReadAllAsync(cancellationToken))
        {
            if (answerOf(message) is { } answer)
            {
                return answer;
            }
        }

        throw new WorkerLostException();
    }

    private async Task ReadAsync(IAsyncStreamReader<StreamingMessage> reader, CancellationToken cancellationToken)
    {
        while (await reader.MoveNext(cancellationToken))
        {
            Receive(reader.Current);
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellationToken)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await writer.WriteAsync(message, cancellationToken);
        }
    }

    private static async Task UntilGoneAsync(Task direction)
    {
        try
        {
            await direction;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or Grpc.Core.RpcException or InvalidOperationException)
        {
            // The worker ended without a message; those who wait for it see this method end.
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                if (pending.TryRemove(message.InvocationResponse.InvocationId, out var answered))
                {
                    answered.TrySetResult(message.InvocationResponse);
                }

                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                log.Write(message.RpcLog);
                break;
            default:
                answers.Writer.TryWrite(message);
                break;
        }
    }

    private static void Check(StatusResult? result)
    {
        if (result is { Status: not StatusResult.Types.Status.Success })
        {
            throw new ReportedException(result.Exception);
        }
    }
}
