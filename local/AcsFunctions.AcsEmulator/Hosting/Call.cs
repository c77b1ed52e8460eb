using AcsFunctions.AcsEmulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>A call of the service under way.</summary>
/// <param name="Started">A timestamp, by the clock of the emulator.</param>
internal sealed record Call(HttpContext Context, AcsRequest Request, Route Route, long Started)
{
    /// <summary>The same call, fit to outlive its connection, which takes the headers back.</summary>
    public Call Detach() => this with { Request = Request with { Headers = new HeaderDictionary(Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)) } };
}
