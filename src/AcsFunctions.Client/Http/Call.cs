namespace AcsFunctions.Client.Http;

/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Below <c>/api/</c>.</param>
/// <param name="IsRepeatable">Whether it may be sent again when it is not known whether it took effect.</param>
/// <param name="Body">JSON.</param>
internal sealed record Call(HttpMethod Method, string Path, bool IsRepeatable, byte[]? Body = null);
