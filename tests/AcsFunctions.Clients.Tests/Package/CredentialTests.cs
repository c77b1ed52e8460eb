using System.Net;
using AcsFunctions.Client;
using AcsFunctions.Client.Models;
using Azure.Core;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>A credential that fails is told as a failure of the call, and never taken for the key's.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly ScriptedService service = new(ScriptedService.Status(HttpStatusCode.Unauthorized));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_credential_that_gives_no_token_has_a_code_and_its_own_exception_inside()
    {
        var cause = new InvalidOperationException("No managed identity here.");
        var timeout = new OperationCanceledException("A time limit of the credential's own.");

        var failed = await Assert.ThrowsAsync<AcsFunctionsException>(() => IssueAsync((_, _) => throw cause, Cancellation));
        var late = await Assert.ThrowsAsync<AcsFunctionsException>(() => IssueAsync((_, _) => throw timeout, Cancellation));

        Assert.Equal((AcsFunctionsException.CredentialFailed, null, false, cause), (failed.Code, failed.Status, failed.IsTransient, failed.InnerException));
        Assert.Equal((AcsFunctionsException.CredentialFailed, timeout), (late.Code, late.InnerException));
        Assert.Equal(0, service.Calls);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_the_credential_is_asked_is_told_of_no_failure()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => IssueAsync(
            (_, token) =>
            {
                caller.Cancel();
                throw new InvalidOperationException("What some credentials make of a cancellation.", new OperationCanceledException(token));
            },
            caller.Token));
    }

    [Fact]
    public async Task An_empty_401_is_the_keys_only_where_a_key_was_sent()
    {
        var byCredential = await Assert.ThrowsAsync<AcsFunctionsException>(() => IssueAsync((_, _) => new AccessToken("a-token", DateTimeOffset.MaxValue), Cancellation));
        var byKey = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(service).IssueTokenAsync("shop|1", cancellationToken: Cancellation));

        Assert.Equal((AcsFunctionsException.UnexpectedAnswer, HttpStatusCode.Unauthorized, false), (byCredential.Code, byCredential.Status, byCredential.IsTransient));
        Assert.DoesNotContain("key", byCredential.Message, StringComparison.Ordinal);
        Assert.Equal((AcsFunctionsException.KeyRefused, HttpStatusCode.Unauthorized), (byKey.Code, byKey.Status));
    }

    private Task<AcsToken> IssueAsync(Func<TokenRequestContext, CancellationToken, AccessToken> get, CancellationToken cancellationToken) =>
        Clients.Over(service, DelegatedTokenCredential.Create(get)).IssueTokenAsync("shop|1", cancellationToken: cancellationToken);
}
