using Azure.Core;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>One call: its name in telemetry, its request, and the only status that means success.</summary>
/// <remarks>The request is made when the call is sent, so that a bad argument of an asynchronous call shows when it is awaited.</remarks>
internal record Operation(string Name, int Success, Func<HttpMessage> Request);
