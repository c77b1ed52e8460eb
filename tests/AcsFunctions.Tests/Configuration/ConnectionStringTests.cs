using AcsFunctions.Acs;
using AcsFunctions.Identities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Tests.Configuration;

/// <summary>Connection strings in every state that people paste them: each works, or stops the start with a sentence that does not show it.</summary>
public sealed class ConnectionStringTests
{
    private const string Key = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";
    private const string AcsAddress = "https://name.communication.azure.com/";
    private const string Acs = "COMMUNICATION_SERVICES_CONNECTION_STRING";
    private const string Table = "IdentityStore:ConnectionString";
    private const string HostStorage = "AzureWebJobsStorage";
    private const string Account = $"DefaultEndpointsProtocol=https;AccountName=account;AccountKey={Key};EndpointSuffix=core.windows.net";

    [Theory]
    [InlineData($"endpoint={AcsAddress};accesskey={Key}")]
    [InlineData($"endpoint={AcsAddress};;accesskey={Key};;")]
    [InlineData($";endpoint={AcsAddress};accesskey={Key}")]
    [InlineData($"endpoint={AcsAddress};endpoint={AcsAddress};accesskey={Key}")]
    [InlineData($"\"endpoint={AcsAddress};accesskey={Key}\"")]
    [InlineData($"'endpoint={AcsAddress};accesskey={Key}'")]
    [InlineData($"endpoint=\"{AcsAddress}\";accesskey=\"{Key}\"")]
    [InlineData($"  endpoint = {AcsAddress} ;\r\n accesskey = {Key}\n")]
    [InlineData($"endpoint={AcsAddress};accesskey=c2VjcmV0c2VjcmV0\n  c2VjcmV0c2VjcmV0")]
    [InlineData($"\ufeffendpoint={AcsAddress};accesskey={Key}\u200b")]
    [InlineData($"AccessKey={Key};EndPoint={AcsAddress}")]
    [InlineData($"endpoint=https://name.communication.azure.us/;accesskey={Key}")]
    public async Task An_acs_connection_string_works(string text)
    {
        using var host = Build((Acs, text));

        await host.StartAsync(TestContext.Current.CancellationToken);

        var options = host.Services.GetRequiredService<IOptions<AcsOptions>>().Value;
        Assert.Equal("https", options.ResourceAddress.Scheme);
        Assert.Matches($"^(endpoint={AcsAddress.Replace(".com", ".(com|us)", StringComparison.Ordinal)};accesskey={Key}|accesskey={Key};endpoint={AcsAddress})$", options.ConnectionString!.Replace("AccessKey", "accesskey", StringComparison.Ordinal).Replace("EndPoint", "endpoint", StringComparison.Ordinal));
        // What is made of it is made late: here, rather than with the first user.
        Assert.NotNull(host.Services.GetRequiredService<AcsClient>().Client);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Acs, Key, "form name=value")]
    [InlineData(Acs, $"{AcsAddress};{Key}", "form name=value")]
    [InlineData(Acs, $"accesskey={Key}", "is not of the form endpoint=https://…;accesskey=….")]
    [InlineData(Acs, $"endpoint={AcsAddress}", "is not of the form endpoint=https://…;accesskey=….")]
    [InlineData(Acs, $"endpoint={AcsAddress};accesskey=", "without a value")]
    [InlineData(Acs, $"endpoint={AcsAddress};accesskey={Key};accesskey=b3RoZXI=", "twice, with different values")]
    [InlineData(Acs, $"endpoint={AcsAddress};accesskey={Key}x", "cut off or not a key")]
    [InlineData(Acs, $"endpoint=name.communication.azure.com;accesskey={Key}", "no address such as https://name.communication.azure.com")]
    [InlineData(Acs, $"endpoint=https://<name>.communication.azure.com;accesskey={Key}", "no address such as")]
    [InlineData(Acs, $"endpoint={AcsAddress}identities;accesskey={Key}", "no address such as")]
    [InlineData(Acs, Account, "is a storage account's")]
    [InlineData(Acs, $"@Microsoft.KeyVault(SecretUri=https://vault.vault.azure.net/secrets/{Key})", "did not resolve")]
    [InlineData("Acs:Endpoint", "name.communication.azure.com", "must be an https address")]
    [InlineData("Acs:Endpoint", "https://name.communication.azure.com/identities", "must end with the host's name")]
    [InlineData("Acs:Endpoint", "https://name.communication.azure.us", "another cloud")]
    [InlineData("Acs:Endpoint", $"endpoint={AcsAddress};accesskey={Key}", "must be an https address")]
    [InlineData("Acs:Endpoint", $"@Microsoft.KeyVault(SecretUri=https://vault.vault.azure.net/secrets/{Key})", "must be an https address")]
    [InlineData(Table, Key, "form name=value")]
    [InlineData(Table, $"AccountName=account;AccountKey={Key};AccountKey=b3RoZXI=", "twice, with different values")]
    [InlineData(Table, $"AccountName=account;AccountKey={Key}x", "cut off or not a key")]
    [InlineData(Table, $"AccountKey={Key}", "no AccountName")]
    [InlineData(Table, "AccountName=account;EndpointSuffix=core.windows.net", "no AccountKey and no SharedAccessSignature")]
    [InlineData(Table, $"SharedAccessSignature=sv=2024&sig={Key}", "neither a TableEndpoint nor an AccountName")]
    [InlineData(Table, $"TableEndpoint=account.table.core.windows.net;SharedAccessSignature=sv=2024&sig={Key}", "no address such as")]
    [InlineData(Table, $"endpoint={AcsAddress};accesskey={Key}", "is an ACS resource's")]
    [InlineData(HostStorage, $"@Microsoft.KeyVault(VaultName=vault;SecretName={Key})", "did not resolve")]
    [InlineData("IdentityStore:TableServiceUri", "account.table.core.windows.net", "must be an https address")]
    [InlineData("IdentityStore:TableServiceUri", "https://account.blob.core.windows.net", "another service of a storage account")]
    [InlineData("IdentityStore:TableServiceUri", "https://account.table.core.windows.net/AcsIdentities", "names the table")]
    [InlineData("IdentityStore:TableServiceUri", $"https://account.table.core.windows.net/?sv=2024&sig={Key}", "carries a query")]
    public async Task What_cannot_work_stops_the_start_and_names_the_setting(string setting, string text, string sentence)
    {
        using var host = Build((setting, text));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("UseDevelopmentStorage=true;\n")]
    [InlineData(Account)]
    [InlineData($"{Account};;")]
    [InlineData($"\"{Account}\"")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;")]
    [InlineData("TableEndpoint=https://account.table.core.windows.net/;SharedAccessSignature=sv=2024-11-04&ss=t&srt=sco&sp=rwdlacu&se=2030-01-01T00:00:00Z&sig=c2ln")]
    public async Task A_storage_connection_string_works(string text)
    {
        foreach (var setting in new[] { Table, HostStorage })
        {
            using var host = Build((Table, null), (HostStorage, null), (setting, text));

            await host.StartAsync(TestContext.Current.CancellationToken);

            Assert.Equal("AcsIdentities", host.Services.GetRequiredService<IdentityTable>().Repeated.Name);
            await host.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("accountName", "account")]
    [InlineData("tableServiceUri", "https://account.table.core.windows.net")]
    [InlineData("blobServiceUri", "https://account.blob.core.windows.net")]
    public async Task The_hosts_own_storage_by_identity_is_not_the_tables(string name, string value)
    {
        using var host = Build((HostStorage, null), ($"{HostStorage}:{name}", value));
        using var withTable = Build((HostStorage, null), ($"{HostStorage}:{name}", value), ("IdentityStore:TableServiceUri", "https://account.table.core.windows.net"));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("AzureWebJobsStorage is set by identity", failure.Message, StringComparison.Ordinal);
        Assert.Contains("IdentityStore:TableServiceUri", failure.Message, StringComparison.Ordinal);
        await withTable.StartAsync(TestContext.Current.CancellationToken);
        await withTable.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_line_left_blank_is_no_setting()
    {
        using var host = Build((Table, " "));

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("UseDevelopmentStorage=true", host.Services.GetRequiredService<IOptions<IdentityStoreOptions>>().Value.ConnectionString);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IHost Build(params (string Setting, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            [Acs] = $"endpoint={AcsAddress};accesskey={Key}",
            [HostStorage] = "UseDevelopmentStorage=true",
            ["CleanUpSchedule"] = "0 17 * * * *",
        };
        foreach (var (setting, value) in changes)
        {
            settings[setting] = value;
        }

        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Where(setting => setting.Value is not null));
        builder.Services.AddAcsFunctions(builder.Configuration);
        return builder.Build();
    }
}
