using AcsFunctions.Client;
using AcsFunctions.Client.Models;
using Microsoft.Extensions.DependencyInjection;

// Arguments: the endpoint, a key and a user id.
var services = new ServiceCollection();
services.AddAcsFunctionsClient(options =>
{
    options.Endpoint = new Uri(args[0]);
    options.FunctionKey = args[1];
});
await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<AcsFunctionsClient>();

var token = await client.IssueTokenAsync(args[2], new AcsTokenOptions { Scopes = [AcsScopes.VoIPJoin] });
try
{
    await client.IssueTokenAsync(args[2], new AcsTokenOptions { ExpiresInMinutes = 59 });
}
catch (AcsFunctionsException exception)
{
    Console.WriteLine($"{Environment.Version.Major} {string.Join(' ', token.Scopes)} {exception.Code} {await client.DeleteIdentityAsync(args[2])}");
}
