using System.Text.Json;
using AcsFunctions.ImportIdentities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>What became of one row, on the wire.</summary>
internal sealed record ImportedRowBody(string Outcome, string? Code, string? Detail)
{
    public static ImportedRowBody Of(ImportedRow row)
    {
        var problem = row.Refusal is null ? null : Problem.Of(row.Refusal);
        return new(JsonNamingPolicy.CamelCase.ConvertName(row.Outcome.ToString()), problem?.Code, problem?.Detail);
    }

    public static ImportedRowBody Invalid(Problem problem) => new("invalid", problem.Code, problem.Detail);
}
