namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>What <c>js/check.mjs</c> prints.</summary>
/// <param name="Answers">How many answers it was given.</param>
/// <param name="Described">How many outcomes the contract describes.</param>
/// <param name="Undescribed">What is wrong with which answer.</param>
/// <param name="Missing">Outcomes that the contract describes and no answer had, such as <c>IssueMyToken 200</c>.</param>
internal sealed record ContractVerdict(int Answers, int Described, IReadOnlyList<ContractComplaint> Undescribed, IReadOnlyList<string> Missing)
{
    /// <param name="line">The number of an answer, from 0.</param>
    public IEnumerable<string> ComplaintsOf(int line) => Undescribed.Where(undescribed => undescribed.Line == line).Select(undescribed => undescribed.Complaint);
}
