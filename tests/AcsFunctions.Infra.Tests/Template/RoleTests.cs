namespace AcsFunctions.Infra.Tests.Template;

public sealed class RoleTests
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["09976791-48a7-449e-bb21-39d1a415f350"] = "Communication and Email Service Owner",
        // An operator's own, in place of the one above.
        ["44444444-4444-4444-4444-444444444444"] = "Own role",
    };

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void The_app_cannot_do_more_than_these_roles_say(string name)
    {
        var assignments = Snapshot.Of(name).All("Microsoft.Authorization/roleAssignments");

        var granted = assignments.Select(assignment =>
            $"{Names[((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1]]} on {ScopeOf((string)assignment["id"]!)}");

        // The one that sends its telemetry elsewhere has no component to write to.
        string[] telemetry = name == "ExistingAcs" ? [] : ["Monitoring Metrics Publisher on Microsoft.Insights/components"];
        Assert.Equal(
            [
                $"{(name == "ExistingAcs" ? "Own role" : "Communication and Email Service Owner")} on Microsoft.Communication/communicationServices",
                .. telemetry,
                "Storage Blob Data Owner on Microsoft.Storage/storageAccounts",
                "Storage Table Data Contributor on Microsoft.Storage/storageAccounts/tableServices/tables",
            ],
            granted.OrderBy(grant => grant.Split(" on ")[1]));
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void The_role_on_blobs_is_not_on_the_account_of_the_map(string name)
    {
        var blobs = Assert.Single(
            Snapshot.Of(name).All("Microsoft.Authorization/roleAssignments"), role => role.ToString().Contains("b7e6dc6d", StringComparison.Ordinal));

        Assert.Contains("/storageAccounts/sthost", (string)blobs["id"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("/storageAccounts/stmap", (string)blobs["id"]!, StringComparison.Ordinal);
    }

    // [extensionResourceId('/subscriptions/…/providers/<namespace>/<type>/<name>/<type>/<name>', …
    private static string ScopeOf(string id)
    {
        var parts = id.Split('\'')[1].Split("/providers/")[^1].Split('/');
        return string.Join('/', parts.Where((_, index) => index == 0 || index % 2 == 1));
    }
}
