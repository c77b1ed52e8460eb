using System.Net;
using System.Text.Json;
using AcsFunctions.Identities;
using AcsFunctions.ImportIdentities;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>Takes in a page of a map. Only with the host's master key: it decides who everyone is.</summary>
public sealed class ImportMap(KeyedRoute keyed, ImportedRows rows, ImportIdentitiesOperation operation)
{
    // A thousand rows with ids of 256 characters, each of them escaped.
    private const int MostBytes = 4 * 1024 * 1024;

    [Function(nameof(ImportMap))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "keyed/operations/import")] HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return keyed.AnswerAsync(request, static () => "all", token => AnswerAsync(request, token), cancellationToken);
    }

    private async Task<Reply> AnswerAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(
            request, static () => ImportIdentitiesJson.Default.ImportRequestBody, new ImportRequestBody(), whenNull: null, MostBytes, cancellationToken);
        return body switch
        {
            { Refusal: { } problem } => problem,
            { Value.Identities: { Count: > 0 and <= ImportIdentitiesOperation.MaxRows } identities } => await ImportAsync(identities, cancellationToken),
            _ => Problem.InvalidBody($"identities must hold 1 to {ImportIdentitiesOperation.MaxRows} rows."),
        };
    }

    private async Task<Reply> ImportAsync(IReadOnlyList<JsonElement> identities, CancellationToken cancellationToken)
    {
        var read = identities.Select(rows.Read).ToList();
        var outcomes = await operation.ExecuteAsync([.. read.Select(row => row.Value).OfType<ExportedIdentity>()], cancellationToken);
        if (outcomes.IsRefused)
        {
            return outcomes.Refusal;
        }

        var imported = new Queue<ImportedRow>(outcomes.Value);
        var answer = read.Select(row => row.IsRefused ? ImportedRowBody.Invalid(row.Refusal) : ImportedRowBody.Of(imported.Dequeue())).ToList();
        return Reply.Of(HttpStatusCode.OK, new ImportedBody(answer), ImportIdentitiesJson.Default.ImportedBody);
    }
}
