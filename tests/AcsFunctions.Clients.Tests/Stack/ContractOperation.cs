namespace AcsFunctions.Clients.Tests.Stack;

/// <param name="Id">Its <c>operationId</c>.</param>
/// <param name="Method">In upper case.</param>
/// <param name="Path">With its parameters in braces.</param>
internal sealed record ContractOperation(string Id, string Method, string Path);
