using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace AcsFunctions.Local.TableStorage;

internal static class TableService
{
    /// <summary>Returns when a table service has answered a request. Its failure begins with the <paramref name="subject"/>: "Table storage".</summary>
    /// <exception cref="LocalStackException">It does not answer, or the connection string is none.</exception>
    public static async Task AnswerAsync(string connectionString, string subject, CancellationToken cancellationToken)
    {
        try
        {
            TableClientOptions options = new() { Retry = { MaxRetries = 1, Mode = RetryMode.Fixed, NetworkTimeout = TimeSpan.FromSeconds(5) } };
            await foreach (var _ in new TableServiceClient(connectionString, options).QueryAsync(maxPerPage: 1, cancellationToken: cancellationToken))
            {
                break;
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw new LocalStackException(
                $"{subject} does not answer ({Sentence.FirstLineOf(exception.GetBaseException().Message)}): see that it runs and that IdentityStore:ConnectionString names it.",
                exception);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new LocalStackException("IdentityStore:ConnectionString is not a storage connection string: correct it, or leave it out to run on Azurite.", exception);
        }
    }
}
