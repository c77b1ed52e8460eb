using System.Text;
using AcsFunctions.AcsEmulator.Calls;
using AcsFunctions.AcsEmulator.InspectionApi;
using AcsFunctions.AcsEmulator.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Takes requests, on a socket or in process, and answers them; the faults of the plan strike here.</summary>
internal sealed class EmulatorApplication(
    AcsService service, InspectionRoutes inspection, FaultPlan faults, CallLedger calls, AcsEmulatorOptions options, CancellationToken stopping)
{
    private static readonly ReadOnlyMemory<byte> GatewayPage = Encoding.UTF8.GetBytes(
        "<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1><p>The gateway got no valid answer.</p></body></html>");

    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("AcsEmulator");

    public async Task HandleAsync(HttpContext context)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await HandleAsync(context, cancellation.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller is gone, or the emulator stops: nobody waits for an answer.
            context.Abort();
        }
    }

    private async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var started = options.TimeProvider.GetTimestamp();
        if (await RequestReader.ReadAsync(context, options.MaxRequestBodyBytes) is not { } request)
        {
            await AnswerWriter.WriteAsync(context, Answers.Error(options.Undocumented.BodyTooLarge), TimeSpan.Zero);
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
            Log(call, fault);
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
                await Task.Delay(Timeout.InfiniteTimeSpan, options.TimeProvider, cancellationToken);
                return;
            case FaultKind.Delay:
                await Task.Delay(fault.Latency, options.TimeProvider, cancellationToken);
                break;
            case FaultKind.Hold:
                await fault.Opened!.WaitAsync(cancellationToken);
                break;
        }

        await AnswerAsync(call, decided ?? Decide(call));
    }

    private static AcsAnswer InsteadOfAnswer(Fault fault)
    {
        var answer = fault.IsHtml
            ? new AcsAnswer(fault.Status, GatewayPage) { ContentType = "text/html" }
            : Answers.Error(new AcsErrorAnswer(fault.Status, fault.Status == 429 ? "TooManyRequests" : "InjectedFault", "A fault that was asked for."));
        return answer with { RetryAfter = fault.RetryAfter, Reason = "an injected fault" };
    }

    private AcsAnswer Decide(Call call)
    {
        var answer = service.Answer(call.Request, call.Route);
        if (answer.Succeeded)
        {
            calls.Succeeded(call.Route.Operation);
        }

        return answer;
    }

    private Task AnswerAsync(Call call, AcsAnswer answer, bool truncated = false)
    {
        var elapsed = options.TimeProvider.GetElapsedTime(call.Started);
        if (_logger.IsEnabled(LogLevel.Information))
        {
            Log(call, answer, elapsed);
        }

        return AnswerWriter.WriteAsync(call.Context, answer, elapsed, truncated);
    }

    private void Log(Call call, AcsAnswer answer, TimeSpan elapsed)
    {
        var subject = CallSubject.Of(call.Route, call.Request);
        if (answer.Reason is { } reason)
        {
            _logger.Refused(answer.Status, call.Route.Operation, subject, elapsed.TotalMilliseconds, reason);
        }
        else
        {
            _logger.Answered(answer.Status, call.Route.Operation, subject, elapsed.TotalMilliseconds);
        }
    }

    private void Log(Call call, Fault fault)
    {
        if (_logger.IsEnabled(LogLevel.Information))
        {
            _logger.Struck(call.Route.Operation, CallSubject.Of(call.Route, call.Request), fault.Kind.ToString(), fault.AfterEffect ? "after" : "before");
        }
    }

    private sealed record Call(HttpContext Context, AcsRequest Request, Route Route, long Started);
}
