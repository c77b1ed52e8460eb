using System.Text.Json;
using AcsFunctions.AcsEmulator.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>The inspection API over HTTP: open to this machine's programs, closed to its browsers' pages.</summary>
public sealed class InspectionApiTests
{
    [Fact]
    public async Task Identities_are_listed_with_their_tokens_but_never_a_token_itself()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var token = (await wire.IssueAsync(id)).Token;

        var list = await AskAsync(wire, "GET", "/_emulator/identities");
        var one = await AskAsync(wire, "GET", $"/_emulator/identities/{Uri.EscapeDataString(id)}");

        Assert.Equal(id, list.Json["identities"]![0]!["id"]!.GetValue<string>());
        Assert.Equal("chat", one.Json["liveTokens"]![0]!["scopes"]![0]!.GetValue<string>());
        Assert.DoesNotContain(token[..16], list.Body + one.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(wire.AccessKey, list.Body + one.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_valid_until_it_is_revoked()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var body = JsonSerializer.Serialize(new { token = (await wire.IssueAsync(id)).Token });

        var before = await AskAsync(wire, "POST", "/_emulator/tokens/validate", body);
        await wire.RevokeAsync(id);
        var after = await AskAsync(wire, "POST", "/_emulator/tokens/validate", body);

        Assert.Equal((true, id), (before.Json["valid"]!.GetValue<bool>(), before.Json["identity"]!.GetValue<string>()));
        Assert.Equal((false, "revoked"), (after.Json["valid"]!.GetValue<bool>(), after.Json["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Calls_are_counted_until_a_reset_which_also_forgets_the_identities()
    {
        await using var wire = Wire.Create();
        await wire.CreateIdentityAsync();

        var before = await AskAsync(wire, "GET", "/_emulator/counts");
        var reset = await AskAsync(wire, "POST", "/_emulator/reset");
        var after = await AskAsync(wire, "GET", "/_emulator/counts");

        Assert.Equal("""{"createIdentity":{"calls":1,"succeeded":1}}""", before.Body);
        Assert.Equal((204, "{}", 0), (reset.Status, after.Body, wire.Emulator.Inspection.IdentityCount));
    }

    [Theory]
    [InlineData("""{"operation":"createIdentity","fault":"status","status":429,"retryAfterSeconds":7}""", 429)]
    [InlineData("""{"fault":"htmlPage"}""", 502)]
    [InlineData("""{"operation":"createIdentity","fault":"delay","latencyMilliseconds":0}""", 201)]
    public async Task A_fault_is_planned_listed_and_strikes(string body, int status)
    {
        await using var wire = Wire.Create();

        var planned = await AskAsync(wire, "POST", "/_emulator/faults", body);
        var list = await AskAsync(wire, "GET", "/_emulator/faults");
        var answer = await wire.SendAsync("POST", "/identities");

        Assert.Equal((204, 1, status), (planned.Status, list.Json["faults"]!.AsArray().Count, answer.Status));
        Assert.Empty(wire.Emulator.Faults.Pending);
    }

    [Theory]
    [InlineData("""{"fault":"dropBeforeEffect"}""", 0)]
    [InlineData("""{"fault":"dropAfterEffect"}""", 1)]
    [InlineData("""{"fault":"truncatedBody"}""", 1)]
    public async Task A_connection_is_broken_before_or_after_the_effect(string body, int identities)
    {
        await using var wire = Wire.Create();

        await AskAsync(wire, "POST", "/_emulator/faults", body);

        await Assert.ThrowsAsync<HttpRequestException>(() => wire.CreateIdentityAsync());
        Assert.Equal(identities, wire.Emulator.Inspection.IdentityCount);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"fault":"status"}""")]
    [InlineData("""{"fault":"status","status":200}""")]
    [InlineData("""{"fault":"status","status":429,"retryAfterSeconds":-1}""")]
    [InlineData("""{"fault":"delay"}""")]
    [InlineData("""{"fault":"delay","latencyMilliseconds":1e300}""")]
    [InlineData("""{"fault":"hang","calls":0}""")]
    [InlineData("""{"fault":"hold"}""")]
    [InlineData("""{"fault":"explode"}""")]
    [InlineData("""{"fault":"hang","operation":"dance"}""")]
    [InlineData("""{"fault":"hang","typo":1}""")]
    [InlineData("[")]
    public async Task A_fault_that_makes_no_sense_cannot_be_planned(string body)
    {
        await using var wire = Wire.Create();

        var answer = await AskAsync(wire, "POST", "/_emulator/faults", body);

        Assert.Equal((400, "BadRequest"), (answer.Status, answer.Code));
        Assert.Empty(wire.Emulator.Faults.Pending);
    }

    [Theory]
    [InlineData("Origin", "https://page.test")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "rebound.test")]
    [InlineData("Host", "127.0.0.1.rebound.test")]
    public async Task A_page_in_a_browser_cannot_reach_it(string header, string value)
    {
        await using var wire = Wire.Create();

        var answer = await AskAsync(wire, "POST", "/_emulator/reset", header: (header, value));
        var control = await AskAsync(wire, "POST", "/_emulator/reset");

        Assert.Equal((403, 204), (answer.Status, control.Status));
    }

    [Theory]
    [InlineData("acs:8990", 204)]
    [InlineData("ACS:8990", 204)]
    [InlineData("acs.test", 403)]
    public async Task It_answers_under_the_name_that_it_was_given_in_whatever_case(string host, int status)
    {
        await using var wire = Wire.Create(configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, HostName = "Acs" });

        Assert.Equal(status, (await AskAsync(wire, "POST", "/_emulator/reset", header: ("Host", host))).Status);
    }

    [Theory]
    [InlineData("localhost:8990")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:8990")]
    public async Task It_answers_under_loopback_addresses(string host)
    {
        await using var wire = Wire.Create();

        var answer = await AskAsync(wire, "GET", "/_emulator/counts", header: ("Host", host));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/_emulator")]
    [InlineData("GET", "/_emulator/reset")]
    [InlineData("GET", "/_emulator/identities/8%3Aacs%3Anobody")]
    public async Task What_it_does_not_have_is_not_found(string method, string path)
    {
        await using var wire = Wire.Create();

        Assert.Equal(404, (await AskAsync(wire, method, path)).Status);
    }

    [Theory]
    [InlineData(TokenSigningAlgorithm.RS256)]
    [InlineData(TokenSigningAlgorithm.ES256)]
    public async Task The_published_keys_verify_tokens_for_a_library_that_is_not_ours(TokenSigningAlgorithm algorithm)
    {
        await using var wire = Wire.Create(configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, SigningAlgorithm = algorithm });
        var token = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token;
        var keys = new JsonWebKeySet((await AskAsync(wire, "GET", "/_emulator/jwks")).Body);
        var parameters = new TokenValidationParameters { IssuerSigningKeys = keys.GetSigningKeys(), ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false };

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);

        Assert.True(result.IsValid);
        Assert.StartsWith("emulator-", ((JsonWebToken)result.SecurityToken).Kid, StringComparison.Ordinal);
    }

    private static Task<WireAnswer> AskAsync(Wire wire, string method, string path, string body = "", (string Name, string Value)? header = null)
    {
        var headers = header is { } one ? new Dictionary<string, string> { [one.Name] = one.Value } : [];
        return wire.SendAsync(new WireRequest(method, path, body) { Anonymous = true, Headers = headers });
    }
}
