using System.Text;
using System.Text.Json;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A stack behind App Service Authentication, which serves one token in a minute to a user.</summary>
public sealed class PlatformFixture(SharedAzurite azurite) : ScriptedFixture(azurite)
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["WEBSITE_AUTH_ENABLED"] = "True",
        ["Authentication:AppService:Enabled"] = "true",
        ["Authentication:AppService:Alias"] = "local",
        ["Authentication:AppService:UserIdClaims"] = "sub",
        ["RateLimits:TokensPerMinute"] = "1",
        ["RateLimits:TokenBurst"] = "1",
    };

    /// <summary>The platform's word for a user that is no user of Entra.</summary>
    public static Action<HttpRequestMessage> Principal(string user) => request => request.Headers.Add(
        "X-MS-CLIENT-PRINCIPAL",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { auth_typ = "aad", claims = new[] { new { typ = "sub", val = user } } }))));
}
