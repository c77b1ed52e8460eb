namespace AcsFunctions.Clients.Tests.Generated;

/// <param name="Id">Asks after it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Status">In lower case.</param>
/// <param name="StaleFound">Of a clean-up's report.</param>
/// <param name="Found">Of a wind-down's report.</param>
internal sealed record SeenJob(string Id, string Kind, string Status, long? StaleFound, long? Found);
