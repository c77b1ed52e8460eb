namespace AcsFunctions.StandIns.Tests.Client;

internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);
