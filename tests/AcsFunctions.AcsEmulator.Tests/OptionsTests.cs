using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("my secret!")]
    public void A_key_that_is_none_is_refused_without_showing_it(string key)
    {
        var refusal = Assert.Throws<ArgumentException>(() => AcsIdentityEmulator.CreateInProcess(new AcsEmulatorOptions { AccessKey = key }));

        Assert.Contains("AccessKey must be base64", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_and_the_resource_can_be_chosen()
    {
        var resource = Guid.NewGuid();
        await using var wire = Wire.Create(configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, AccessKey = "a2V5", ResourceId = resource });

        var id = await wire.CreateIdentityAsync();

        Assert.EndsWith(";accesskey=a2V5", wire.Emulator.ConnectionString, StringComparison.Ordinal);
        Assert.StartsWith($"8:acs:{resource}_", id, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_as_documented()
    {
        var options = new AcsEmulatorOptions();

        Assert.Equal((0, TimeSpan.FromMinutes(5), 64 * 1024), (options.Port, options.DateSkew, options.MaxRequestBodyBytes));
        Assert.Equal((TokenSigningAlgorithm.RS256, false, true), (options.SigningAlgorithm, options.Quotas, options.RetryAfter));
        Assert.Equal((TimeSpan.FromSeconds(30), 1), (options.QuotaWindow, options.QuotaFactor));
        Assert.Equal((TimeSpan.Zero, "emulator", null), (options.ClockOffset, options.DataLocation, options.HostName));
        Assert.False(options.ListenOnAnyAddress || options.EncryptTokens || options.Tls || options.RequireAssignments || options.Undocumented.DeletingAMissingIdentitySucceeds);
        Assert.Equal((404, "IdentityNotFound"), (options.Undocumented.IdentityNotFound.Status, options.Undocumented.IdentityNotFound.Code));
    }
}
