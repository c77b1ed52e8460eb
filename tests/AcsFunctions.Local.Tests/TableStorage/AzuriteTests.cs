using System.Net;
using System.Net.Sockets;
using AcsFunctions.Local.TableStorage;
using Azure;
using Azure.Data.Tables;

namespace AcsFunctions.Local.Tests.TableStorage;

public sealed class AzuriteTests(SharedAzurite shared)
{
    private const string Rows = "rows";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_was_written_is_read()
    {
        var table = await CreateTableAsync(shared.Azurite, SharedAzurite.NewTable());

        await table.AddEntityAsync(new TableEntity("partition", "row") { ["Value"] = 42 }, Cancellation);

        var read = await table.GetEntityAsync<TableEntity>("partition", "row", cancellationToken: Cancellation);
        Assert.Equal(42, read.Value["Value"]);
    }

    [Fact]
    public async Task The_key_that_everybody_knows_opens_nothing()
    {
        var name = SharedAzurite.NewTable();
        await CreateTableAsync(shared.Azurite, name);
        const string known = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
        var stranger = new TableServiceClient(shared.Azurite.Endpoint, new TableSharedKeyCredential("devstoreaccount1", known));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(async () => await stranger.QueryAsync(cancellationToken: Cancellation).FirstAsync(Cancellation));

        Assert.Equal(403, refused.Status);
        Assert.Contains(name, await TablesAsync(shared.Azurite));
    }

    [Fact]
    public async Task A_row_outlives_a_restart_where_there_is_a_data_folder()
    {
        var data = Directory.CreateTempSubdirectory("acs-functions-test-");
        try
        {
            await using (var first = await Azurite.StartAsync(new AzuriteOptions { DataFolder = data.FullName }, Cancellation))
            {
                var table = await CreateTableAsync(first, Rows);
                await table.AddEntityAsync(new TableEntity("partition", "row"), Cancellation);
            }

            await using var second = await Azurite.StartAsync(new AzuriteOptions { DataFolder = data.FullName }, Cancellation);

            var read = await new TableClient(second.ConnectionString, Rows).GetEntityIfExistsAsync<TableEntity>("partition", "row", cancellationToken: Cancellation);
            Assert.True(read.HasValue);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Two_run_beside_each_other_and_share_nothing_and_one_has_ended_when_it_was_disposed()
    {
        var name = SharedAzurite.NewTable();
        await CreateTableAsync(shared.Azurite, name);
        await using var other = await Azurite.StartAsync(cancellationToken: Cancellation);
        var ofOther = await TablesAsync(other);

        await other.DisposeAsync();

        Assert.NotEqual(shared.Azurite.Endpoint, other.Endpoint);
        Assert.Empty(ofOther);
        Assert.True(other.Exited.IsCompletedSuccessfully);
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, other.Endpoint.Port, Cancellation).AsTask());
        Assert.Contains(name, await TablesAsync(shared.Azurite));
    }

    [Fact]
    public async Task A_busy_port_is_named_in_one_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAsync<LocalStackException>(() => Azurite.StartAsync(new AzuriteOptions { Port = port }, Cancellation));

        Assert.Equal(
            $"Port {port} is in use, so table storage (Azurite) cannot listen there: stop what uses it, or choose another port (--port).",
            exception.Message);
    }

    [Fact]
    public async Task Without_node_the_message_says_what_to_install()
    {
        var options = new AzuriteOptions { Node = "no-such-node" };

        var exception = await Assert.ThrowsAsync<LocalStackException>(() => Azurite.StartAsync(options, Cancellation));

        Assert.StartsWith("'no-such-node' could not be started", exception.Message, StringComparison.Ordinal);
        Assert.Contains("install Node.js 20 or later", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_npm_a_first_run_says_what_to_install_and_leaves_nothing_half_installed()
    {
        var folder = Directory.CreateTempSubdirectory("acs-functions-test-");
        try
        {
            var options = new AzuriteOptions { Npm = "no-such-npm", InstallFolder = folder.FullName };

            var first = await Assert.ThrowsAsync<LocalStackException>(() => Azurite.StartAsync(options, Cancellation));
            var second = await Assert.ThrowsAsync<LocalStackException>(() => Azurite.StartAsync(options, Cancellation));

            Assert.Contains("install Node.js 20 or later", first.Message, StringComparison.Ordinal);
            Assert.Equal(first.Message, second.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TableClient> CreateTableAsync(Azurite azurite, string name)
    {
        TableClient table = new(azurite.ConnectionString, name);
        await table.CreateAsync(Cancellation);
        return table;
    }

    private static async Task<IReadOnlyList<string>> TablesAsync(Azurite azurite) =>
        await new TableServiceClient(azurite.ConnectionString).QueryAsync(cancellationToken: Cancellation).Select(table => table.Name).ToListAsync(Cancellation);
}
