namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Looks back on the answers of all tests of this project. Runs after all others; alone it has nothing to look back on.</summary>
[Collection(ContractCollection.Name)]
public sealed class ContractTests
{
    [Fact]
    public async Task Every_answer_is_described_and_every_described_answer_was_given()
    {
        var verdict = await ContractCheck.RunAsync(RecordedAnswers.Lines);

        var undescribed = verdict.Undescribed.Select(undescribed => undescribed.Complaint).Distinct().Take(50).ToArray();
        Assert.True(undescribed.Length == 0, "openapi.yaml does not describe these answers:\n" + string.Join('\n', undescribed));
        Assert.True(verdict.Missing.Count == 0, "No test that ran got these answers, which openapi.yaml describes (run the whole project):\n" + string.Join('\n', verdict.Missing));
        TestContext.Current.SendDiagnosticMessage($"{verdict.Answers} answers, {verdict.Described} described outcomes");
    }
}
