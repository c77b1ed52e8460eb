using System.Globalization;
using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Who may call: only a holder of the access key, and only for what was signed.</summary>
public sealed class HmacTests
{
    private const string Target = "/identities?api-version=2023-10-01";
    private const string OtherKey = "b3RoZXI=";

    public static TheoryData<string> Spoils =>
    [
        "key", "method", "target", "host", "body hash", "signature", "no authorization", "unsigned host", "unsigned body", "unsigned date", "date form", "scheme",
    ];

    [Fact]
    public async Task A_signed_call_passes()
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync(new WireRequest("POST", Target, "{}"));

        Assert.Equal(201, answer.Status);
    }

    [Theory]
    [MemberData(nameof(Spoils))]
    public async Task A_call_cannot_pass_when_one_thing_is_not_as_signed(string spoil)
    {
        await using var wire = Wire.Create();
        var good = new WireRequest("POST", Target, "{}");

        var answer = await wire.SendAsync(Spoil(good, spoil));

        Assert.Equal((401, "Denied", "Denied by the resource provider."), (answer.Status, answer.Code, answer.Message));
        Assert.Equal(0, wire.Emulator.Inspection.IdentityCount);
        Assert.Equal(201, (await wire.SendAsync(good)).Status);
    }

    [Theory]
    [InlineData(-300, 201)]
    [InlineData(300, 201)]
    [InlineData(-301, 401)]
    [InlineData(301, 401)]
    public async Task The_date_must_be_within_five_minutes(int seconds, int status)
    {
        await using var wire = Wire.Create();
        wire.Clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        var date = wire.Clock.GetUtcNow().AddSeconds(seconds).ToString("r", CultureInfo.InvariantCulture);

        var answer = await wire.SendAsync(new WireRequest("POST", Target) { Date = date });

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task The_date_header_of_early_SDKs_may_be_signed_instead()
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync(new WireRequest("POST", Target) { DateHeader = "date" });

        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task An_id_is_signed_as_it_was_sent_not_as_it_was_meant()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var decoded = $"/identities/{id}/:revokeAccessTokens?api-version=2023-10-01";
        var encoded = $"/identities/{Uri.EscapeDataString(id)}/:revokeAccessTokens?api-version=2023-10-01";

        var asSent = await wire.SendAsync(new WireRequest("POST", encoded));
        var asMeant = await wire.SendAsync(new WireRequest("POST", encoded) { SignedTarget = decoded });

        Assert.Equal(204, asSent.Status);
        Assert.Equal(401, asMeant.Status);
    }

    [Fact]
    public async Task A_refusal_tells_the_developer_why_and_never_the_key()
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync(new WireRequest("POST", Target) { AccessKey = OtherKey });

        Assert.Contains("the signature does not fit", answer.Headers["x-emulator-reason"], StringComparison.Ordinal);
        Assert.DoesNotContain(wire.AccessKey, answer.Headers["x-emulator-reason"], StringComparison.Ordinal);
    }

    private static WireRequest Spoil(WireRequest good, string spoil) => spoil switch
    {
        "key" => good with { AccessKey = OtherKey },
        "method" => good with { SignedMethod = "PUT" },
        "target" => good with { SignedTarget = "/identities?api-version=2022-10-01" },
        "host" => good with { SignedHost = "elsewhere.test" },
        "body hash" => good with { ContentHash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" },
        "signature" => good with { Authorization = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=AAAA" },
        "no authorization" => good with { Anonymous = true },
        "unsigned host" => good with { SignedHeaders = "x-ms-date;x-ms-content-sha256" },
        "unsigned body" => good with { SignedHeaders = "x-ms-date;host" },
        "unsigned date" => good with { SignedHeaders = "host;x-ms-content-sha256" },
        "date form" => good with { Date = "2026-11-23T08:30:15Z" },
        "scheme" => good with { Authorization = "Basic dXNlcjpwYXNz" },
        _ => throw new ArgumentOutOfRangeException(nameof(spoil)),
    };
}
