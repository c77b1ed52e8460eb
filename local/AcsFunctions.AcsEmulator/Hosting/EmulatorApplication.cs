using System.Text;
using AcsFunctions.AcsEmulator.Calls;
using AcsFunctions.AcsEmulator.InspectionApi;
using AcsFunctions.AcsEmulator.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Takes requests, on a socket or in process, and answers them; the faults of the plan strike here.</summary>
internal sealed class EmulatorApplication(
    AcsService service, InspectionRoutes inspection, FaultPlan faults, CallLedger calls, AcsEmulatorOptions options, CancellationToken stopping)
{
    private static readonly ReadOnlyMemory<byte> GatewayPage = Encoding.UTF8.GetBytes(
        "<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1><p>The gateway got no valid answer.</p></body></html>");

    private readonly CallLogger log = new(options.LoggerFactory);

    public async Task HandleAsync(HttpContext context)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await HandleAsync(context, cancellation.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionResetException)
        {
            // The caller is gone, or the emulator stops: nobody waits for an answer.
            context.Abort();
        }
    }

    private async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var started = options.Clock.GetTimestamp();
        var (request, unreadable) = await RequestReader.ReadAsync(context, options);
        if (request is null)
        {
            calls.Called(AcsOperation.Unknown);
            context.Response.Headers.Connection = "close";
            await AnswerWriter.WriteAsync(context, unreadable!, TimeSpan.Zero);
            return;
        }

        if (InspectionRoutes.Owns(request.Path))
        {
            await AnswerWriter.WriteAsync(context, inspection.Answer(request), TimeSpan.Zero);
            return;
        }

        var call = new Call(context, request, Router.Find(request.Method, request.Path), started);
        calls.Called(call.Route.Operation);
        if (faults.Take(call.Route.Operation) is { } fault)
        {
            log.Struck(call, fault);
            await StrikeAsync(call, fault, cancellationToken);
            return;
        }

        await AnswerAsync(call, Decide(call));
    }

    private async Task StrikeAsync(Call call, Fault fault, CancellationToken cancellationToken)
    {
        var decided = fault.AfterEffect ? Decide(call) : null;
        switch (fault.Kind)
        {
            case FaultKind.Drop:
                call.Context.Abort();
                return;
            case FaultKind.DropWithLateEffect:
                var late = call.Detach();
                fault.Late!.Hold(() => Decide(late));
                call.Context.Abort();
                return;
            case FaultKind.Status:
                await AnswerAsync(call, InsteadOfAnswer(fault));
                return;
            case FaultKind.TruncatedBody when decided is not { Body.IsEmpty: false }:
                call.Context.Abort();
                return;
            case FaultKind.TruncatedBody:
                await AnswerAsync(call, decided, truncated: true);
                return;
            case FaultKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, options.Clock, cancellationToken);
                return;
            case FaultKind.Delay:
                await Task.Delay(fault.Latency, options.Clock, cancellationToken);
                break;
            case FaultKind.Hold:
                await fault.Opened!.WaitAsync(cancellationToken);
                break;
        }

        await AnswerAsync(call, decided ?? Decide(call));
    }

    private static AcsResponse InsteadOfAnswer(Fault fault)
    {
        var answer = fault.IsHtml
            ? new AcsResponse(fault.Status, GatewayPage) { ContentType = "text/html" }
            : Answers.Error(new AcsErrorAnswer(fault.Status, fault.Status == 429 ? "TooManyRequests" : "InjectedFault", "A fault that was asked for."));
        return answer with { RetryAfter = fault.RetryAfter, Reason = "an injected fault" };
    }

    private AcsResponse Decide(Call call)
    {
        var answer = service.Answer(call.Request, call.Route);
        if (answer.Succeeded)
        {
            calls.Succeeded(call.Route.Operation);
        }

        return answer;
    }

    private Task AnswerAsync(Call call, AcsResponse answer, bool truncated = false)
    {
        var elapsed = options.Clock.GetElapsedTime(call.Started);
        log.Answered(call, answer, elapsed);
        return AnswerWriter.WriteAsync(call.Context, answer, elapsed, truncated);
    }
}
