using System.Diagnostics;
using System.Text.Json;
using AcsFunctions.Clients.Tests.Stack;
using AcsFunctions.Testing.Node;
using Microsoft.AspNetCore.Builder;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>Clients that openapi-typescript and @hey-api/openapi-ts make of openapi.yaml: type-checked, and each calls every operation and meets refusals.</summary>
public sealed class TypeScriptClientTests(ClientStack stack) : IClassFixture<TypeScriptClients>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("openapiFetch")]
    [InlineData("heyApi")]
    public async Task A_generated_client_calls_every_operation_and_understands_every_answer(string client)
    {
        await using var timer = await StartTimerAsync();
        // Four for the story, and one for each operation that it does not tell of.
        var users = Enumerable.Range(0, 4 + Contract.Operations.Count).Select(_ => ClientStack.NewUser()).ToArray();
        var told = JsonSerializer.Serialize(new
        {
            functions = stack.BaseAddress.ToString().TrimEnd('/'),
            key = stack.MasterKey,
            adminToken = stack.SignInAdmin(),
            carryOut = timer.Urls.Single(),
            contract = await File.ReadAllTextAsync(Contract.Path, Cancellation),
            operations = Contract.Operations.Select(operation => new { id = operation.Id, method = operation.Method, path = operation.Path }),
            users = users.Select(user => new
            {
                id = "local|" + user,
                session = stack.SignIn(user),
                objectId = stack.ObjectIdOf(user),
                teamsToken = ClientStack.EntraToken(stack.ObjectIdOf(user)),
            }),
        });

        var run = await NodeProgram.RunAsync(new ProcessStartInfo("node", [TypeScriptClients.PathOf(client)]), told, Cancellation);

        Assert.True(run.ExitCode == 0, run.Error);
        var called = JsonSerializer.Deserialize<string[]>(run.Output)!.Select(call => Contract.OperationOf(call.Split(' ')[0], call.Split(' ')[1]));
        Assert.Empty(Contract.Operations.Select(operation => operation.Id).Except(called!));
    }

    // Node has no hand on the stack's timers.
    private async Task<WebApplication> StartTimerAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => stack.CarryOutJobsAsync());
        await app.StartAsync(Cancellation);
        return app;
    }
}
