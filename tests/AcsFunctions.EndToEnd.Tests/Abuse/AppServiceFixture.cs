using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A stack as if behind App Service Authentication: nothing here strips or sets the header, so that tests are the platform.</summary>
public sealed class AppServiceFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    public static IReadOnlyDictionary<string, string?> SettingsOf(string enabled, string? platform) => new Dictionary<string, string?>
    {
        ["Authentication:AppService:Enabled"] = enabled,
        ["Authentication:AppService:Alias"] = "local",
        ["Authentication:AppService:UserIdClaims"] = "sub",
        ["Authentication:AppService:RequiredScope"] = "access_as_user",
        ["Authentication:AppService:AdminRole"] = Local.LocalStack.AdminRole,
        ["WEBSITE_AUTH_ENABLED"] = platform,
    };

    protected override IReadOnlyDictionary<string, string?> Settings => SettingsOf("true", "True");
}
