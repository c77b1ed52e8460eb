using System.Security.Cryptography;
using AcsFunctions.Local.Data;

namespace AcsFunctions.Local.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Keys_are_random_in_a_new_folder_and_stay_the_same_in_an_old_one()
    {
        await using var one = DataFolder.Open(Path.Combine(folder.FullName, "one"));
        await using var other = DataFolder.Open(Path.Combine(folder.FullName, "other"));

        var keys = one.LoadKeys();

        Assert.Equal(keys, one.LoadKeys());
        Assert.NotEqual(keys, other.LoadKeys());
        Assert.Equal(3, new[] { keys.Function, keys.Host, keys.Master }.Distinct().Count());
    }

    [Fact]
    public async Task The_sign_in_key_is_random_in_a_new_folder_and_the_same_when_that_is_opened_again()
    {
        RSAParameters key;
        await using (var one = DataFolder.Open(Path.Combine(folder.FullName, "one")))
        {
            key = one.LoadSignInKey();
        }

        await using var again = DataFolder.Open(Path.Combine(folder.FullName, "one"));
        await using var other = DataFolder.Open(Path.Combine(folder.FullName, "other"));

        Assert.Equal(key.D, again.LoadSignInKey().D);
        Assert.NotEqual(key.D, other.LoadSignInKey().D);
    }

    [Fact]
    public async Task Other_users_of_the_machine_cannot_read_the_keys()
    {
        await using var data = DataFolder.Open(folder.FullName);

        var keys = data.LoadKeys();
        data.LoadSignInKey();

        Assert.DoesNotContain(keys.Function, $"{keys}", StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { "keys.json", "sign-in.pem" })
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.FullName, file)));
            }
        }
    }

    [Fact]
    public async Task A_folder_serves_one_stack_at_a_time()
    {
        await using (DataFolder.Open(folder.FullName))
        {
            var failure = Assert.Throws<LocalStackException>(() => DataFolder.Open(folder.FullName));

            Assert.StartsWith($"The data folder {folder.FullName} is in use by another local stack:", failure.Message, StringComparison.Ordinal);
        }

        await using var again = DataFolder.Open(folder.FullName);
    }

    [Theory]
    [InlineData(".lock")]
    [InlineData("keys.json")]
    [InlineData("sign-in.pem")]
    public async Task What_cannot_be_read_is_told_in_a_sentence_that_names_the_folder(string file)
    {
        using UnreadableFile unreadable = new(Path.Combine(folder.FullName, file));

        var failure = await Assert.ThrowsAsync<LocalStackException>(LoadAllAsync);

        Assert.StartsWith($"The data folder {folder.FullName} cannot be read and written (", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys.json")]
    [InlineData("sign-in.pem")]
    public async Task What_cannot_be_written_is_told_in_a_sentence_that_names_the_folder(string file)
    {
        // In the way of what is written first and renamed then.
        folder.CreateSubdirectory(file + ".partial");

        var failure = await Assert.ThrowsAsync<LocalStackException>(LoadAllAsync);

        Assert.StartsWith($"The data folder {folder.FullName} cannot be read and written (", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys.json", "{")]
    [InlineData("keys.json", "null")]
    [InlineData("keys.json", """{"function":"a","host":"b"}""")]
    [InlineData("sign-in.pem", "-----BEGIN PRIVATE KEY-----")]
    public async Task What_is_damaged_is_told_in_a_sentence_that_names_the_file(string file, string content)
    {
        var path = Path.Combine(folder.FullName, file);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<LocalStackException>(LoadAllAsync);

        Assert.StartsWith($"{path} is damaged: remove it,", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_a_file_cannot_be_a_data_folder()
    {
        var path = Path.Combine(folder.FullName, "file");
        File.WriteAllText(path, "");

        var exception = Assert.Throws<LocalStackException>(() => DataFolder.Open(path));

        Assert.Contains("--data", exception.Message, StringComparison.Ordinal);
    }

    private async Task LoadAllAsync()
    {
        await using var data = DataFolder.Open(folder.FullName);
        data.LoadKeys();
        data.LoadSignInKey();
    }
}
