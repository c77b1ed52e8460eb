using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcsFunctions;

/// <summary>
/// Sends requests to Azure. A connection that is reset as soon as it is made is, for .NET's HTTP client, a bare <see cref="SocketException"/>, which Azure's
/// clients take for a fault that no retry helps against; here it is a request without an answer, like every other failure to connect.
/// </summary>
internal sealed class AzureTransport(HttpPipelineTransport transport) : HttpPipelineTransport
{
    public static AzureTransport Shared { get; } = new(HttpClientTransport.Shared);

    public override Request CreateRequest() => transport.CreateRequest();

    public override void Process(HttpMessage message)
    {
        try
        {
            transport.Process(message);
        }
        catch (SocketException exception)
        {
            throw NoAnswer(exception);
        }
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        try
        {
            await transport.ProcessAsync(message);
        }
        catch (SocketException exception)
        {
            throw NoAnswer(exception);
        }
    }

    private static RequestFailedException NoAnswer(SocketException exception) => new(exception.Message, exception);
}
