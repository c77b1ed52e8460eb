using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AcsFunctions.Infra.Tests.Template;

public sealed partial class SecurityTests
{
    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Storage_cannot_be_opened_with_a_key_or_anonymously_or_in_clear(string name)
    {
        var accounts = Snapshot.Of(name).All("Microsoft.Storage/storageAccounts");

        Assert.Equal(2, accounts.Count);
        Assert.All(accounts, account =>
        {
            var properties = account["properties"]!;
            Assert.False((bool)properties["allowSharedKeyAccess"]!);
            Assert.False((bool)properties["allowBlobPublicAccess"]!);
            Assert.True((bool)properties["supportsHttpsTrafficOnly"]!);
            Assert.Equal("TLS1_2", (string?)properties["minimumTlsVersion"]);
        });
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void The_app_cannot_be_reached_in_clear_or_deployed_with_a_password(string name)
    {
        var snapshot = Snapshot.Of(name);

        var site = snapshot.One("Microsoft.Web/sites")["properties"]!;

        Assert.True((bool)site["httpsOnly"]!);
        Assert.Equal("1.2", (string?)site["siteConfig"]!["minTlsVersion"]);
        Assert.Equal("UserAssignedIdentity", (string?)site["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!["type"]);
        Assert.Equal(["ftp", "scm"], snapshot.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
            .Where(policy => !(bool)policy["properties"]!["allow"]!).Select(policy => ((string)policy["name"]!).Split('/')[1]).Order());
    }

    [Theory]
    [InlineData("Defaults")]
    [InlineData("Everything")]
    public void Telemetry_cannot_be_written_without_an_identity(string name)
    {
        var component = Snapshot.Of(name).One("Microsoft.Insights/components");

        Assert.True((bool)component["properties"]!["DisableLocalAuth"]!);
    }

    [Fact]
    public void A_new_acs_resource_cannot_be_used_with_a_key()
    {
        var acs = Snapshot.Of("Defaults").One("Microsoft.Communication/communicationServices");

        Assert.True((bool)acs["properties"]!["disableLocalAuth"]!);
    }

    /// <summary>The map is worth as much as the resource that its identities live on.</summary>
    [Fact]
    public void What_cannot_be_made_anew_cannot_be_deleted_by_mistake()
    {
        var locked = Snapshot.Of("Defaults").All("Microsoft.Authorization/locks").Select(@lock => (string)@lock["id"]!);

        Assert.Equal(["communicationServices", "storageAccounts"], locked.Select(id => id.Split('/')[^6]).Order());
        Assert.Empty(Snapshot.Of("ExistingAcs").All("Microsoft.Authorization/locks"));
    }

    [Fact]
    public void An_existing_acs_resource_is_not_touched()
    {
        var snapshot = Snapshot.Of("ExistingAcs");

        Assert.Empty(snapshot.All("Microsoft.Communication/communicationServices"));
        Assert.Contains(snapshot.All("Microsoft.Authorization/roleAssignments"), role => ((string)role["id"]!).Contains("communicationServices/contoso", StringComparison.Ordinal));
    }

    [Fact]
    public void No_other_origin_gets_in_by_default()
    {
        var cors = Snapshot.Of("Defaults").One("Microsoft.Web/sites")["properties"]!["siteConfig"]!["cors"]!;

        Assert.Empty(cors["allowedOrigins"]!.AsArray());
    }

    [Fact]
    public void The_private_network_leaves_storage_no_public_door()
    {
        var snapshot = Snapshot.Of("Everything");

        Assert.All(snapshot.All("Microsoft.Storage/storageAccounts"), account =>
        {
            Assert.Equal("Disabled", (string?)account["properties"]!["publicNetworkAccess"]);
            Assert.Equal("Deny", (string?)account["properties"]!["networkAcls"]!["defaultAction"]);
        });
        Assert.Equal(2, snapshot.All("Microsoft.Network/privateEndpoints").Count);
    }

    [Fact]
    public void A_network_that_exists_gets_endpoints_and_nothing_else()
    {
        var snapshot = Snapshot.Of("ExistingAcs");

        Assert.Equal(["Microsoft.Network/privateEndpoints"], snapshot.Resources.Select(resource => (string)resource["type"]!).Where(type => type.StartsWith("Microsoft.Network/", StringComparison.Ordinal)).Distinct());
        Assert.All(
            snapshot.All("Microsoft.Network/privateEndpoints"),
            endpoint => Assert.EndsWith("/subnets/endpoints", (string?)endpoint["properties"]!["subnet"]!["id"], StringComparison.Ordinal));
        Assert.EndsWith("/subnets/functions", (string?)snapshot.One("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"], StringComparison.Ordinal);
    }

    /// <summary>What leaving it out means has changed with a version of the API.</summary>
    [Fact]
    public void A_subnet_says_whether_it_leads_outside()
    {
        var subnets = Snapshot.Of("Everything").One("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray();

        Assert.Equal([("app", true), ("endpoints", false)], subnets.Select(subnet => ((string)subnet!["name"]!, (bool)subnet["properties"]!["defaultOutboundAccess"]!)));
    }

    [Fact]
    public void App_service_authentication_lets_key_only_callers_through_to_our_code()
    {
        var authentication = Snapshot.Of("Everything").One("Microsoft.Web/sites/config", "/authsettingsV2")["properties"]!;

        Assert.False((bool)authentication["globalValidation"]!["requireAuthentication"]!);
        Assert.Equal("AllowAnonymous", (string?)authentication["globalValidation"]!["unauthenticatedClientAction"]);
    }

    /// <summary>A deployment leaves as it was what is not in it.</summary>
    [Fact]
    public void App_service_authentication_is_off_unless_it_is_asked_for()
    {
        Assert.False(IsOn("Defaults"));
        Assert.True(IsOn("Everything"));

        static bool IsOn(string name) =>
            (bool)Snapshot.Of(name).One("Microsoft.Web/sites/config", "/authsettingsV2")["properties"]!["platform"]!["enabled"]!;
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void No_secret_is_in_an_output_or_a_setting_or_anywhere_else(string name)
    {
        var snapshot = Snapshot.Of(name);

        var suspects = snapshot.Resources.Append(snapshot.Outputs).SelectMany(Texts).Where(text => Secret().IsMatch(text));

        Assert.Empty(suspects);
    }

    [Theory]
    [InlineData("[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'a'), '2025-08-01').keys[0].value]")]
    [InlineData("endpoint=https://a.communication.azure.com/;accesskey=c2VjcmV0")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0")]
    [InlineData("https://a.blob.core.windows.net/c?sv=2024&sig=c2VjcmV0")]
    [InlineData("[storage.listAccountSas('2025-08-01', createObject()).accountSasToken]")]
    public void A_secret_would_be_seen(string text) => Assert.Matches(Secret(), text);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(property => Texts(property.Value).Append(property.Key)),
        JsonArray array => array.SelectMany(Texts),
        JsonValue value => [value.ToString()],
        _ => [],
    };

    [GeneratedRegex(@"\blist[A-Z]\w*\(|accesskey\s*=|AccountKey\s*=|SharedAccessSignature|[?&]sig=|password|clientSecret", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
