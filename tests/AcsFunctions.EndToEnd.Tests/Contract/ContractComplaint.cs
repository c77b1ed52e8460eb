namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <param name="Line">The number of the answer, from 0.</param>
/// <param name="Complaint">Which answer it is, and what is wrong with it.</param>
internal sealed record ContractComplaint(int Line, string Complaint);
