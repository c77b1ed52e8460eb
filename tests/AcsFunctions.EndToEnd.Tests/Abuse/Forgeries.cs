using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Tokens that are wrong in one thing, by name. Each is made from what would be right for the same user at the same instant.</summary>
internal sealed class Forgeries
{
    // One for all cases: to make it takes longer than a case does.
    private static readonly RSA StolenName = RSA.Create(2048);

    private readonly ForgeryFixture issuers;

    public Forgeries(ForgeryFixture issuers)
    {
        this.issuers = issuers;
        All = new(Algorithms().Concat(Keys()).Concat(Headers()).Concat(Addressees()).Concat(Times()).Concat(Subjects()).Concat(Forms()));
    }

    public Dictionary<string, Func<string, DateTimeOffset, string>> All { get; }

    private TestIssuer Partner => issuers.Partner;

    private Dictionary<string, Func<string, DateTimeOffset, string>> Algorithms() => new()
    {
        ["alg none"] = (user, now) => Forge.Unsigned(Header("none"), Partner.Claims(user, now)),
        ["alg none with a signature"] = (user, now) => Forge.Unsigned(Header("none"), Partner.Claims(user, now), "AAAA"),
        ["alg nOnE"] = (user, now) => Forge.Unsigned(Header("nOnE"), Partner.Claims(user, now), "AAAA"),
        ["alg missing"] = (user, now) => Sign(Partner.Header().But(("alg", null)), Partner.Claims(user, now)),
        ["alg rs256"] = (user, now) => Sign(Header("rs256"), Partner.Claims(user, now)),
        ["alg RS1"] = (user, now) => Forge.Signed(
            Header("RS1").ToJsonString(), Encoding.UTF8.GetBytes(Partner.Claims(user, now).ToJsonString()),
            text => Partner.Key.SignData(text, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)),
        ["HS256 with the public key as PEM"] = (user, now) =>
            Forge.Hs256(Header("HS256"), Partner.Claims(user, now), Encoding.UTF8.GetBytes(Partner.Key.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the public key as DER"] = (user, now) => Forge.Hs256(Header("HS256"), Partner.Claims(user, now), Partner.Key.ExportSubjectPublicKeyInfo()),
        ["HS256 with the modulus"] = (user, now) =>
            Forge.Hs256(Header("HS256"), Partner.Claims(user, now), Partner.Key.ExportParameters(false).Modulus!),
        ["HS256 with an empty key"] = (user, now) => Forge.Hs256(Header("HS256"), Partner.Claims(user, now), []),
        ["ES256 of zeros"] = (user, now) => Forge.Signed(Header("ES256").ToJsonString(), Encoding.UTF8.GetBytes(Partner.Claims(user, now).ToJsonString()), _ => new byte[64]),
        ["PS256 header over an RS256 signature"] = (user, now) => Sign(Header("PS256"), Partner.Claims(user, now)),
    };

    private Dictionary<string, Func<string, DateTimeOffset, string>> Keys() => new()
    {
        ["another key under the same id"] = (user, now) => Forge.Rs256(Partner.Header(), Partner.Claims(user, now), StolenName),
        ["the rival's key under its own id"] = (user, now) =>
            Forge.Rs256(issuers.Rival.Header(), Partner.Claims(user, now), issuers.Rival.Key),
        ["unknown key id"] = (user, now) => Sign(Partner.Header().But(("kid", "unknown")), Partner.Claims(user, now)),
        ["key id in another case"] = (user, now) => Sign(Partner.Header().But(("kid", "FIRST")), Partner.Claims(user, now)),
        ["key id that is a path"] = (user, now) => Forge.Hs256(Header("HS256").But(("kid", "../../../../dev/null")), Partner.Claims(user, now), [0]),
        ["key id that is SQL"] = (user, now) => Sign(Partner.Header().But(("kid", "first' UNION SELECT 'secret")), Partner.Claims(user, now)),
        ["key id that is a number"] = (user, now) => Sign(Partner.Header().But(("kid", 1)), Partner.Claims(user, now)),
        ["key in the header"] = (user, now) =>
            Forge.Rs256(Partner.Header().But(("jwk", Forge.Jwk(StolenName, "first"))), Partner.Claims(user, now), StolenName),
        ["key in the header and no id"] = (user, now) =>
            Forge.Rs256(Partner.Header().But(("kid", null), ("jwk", Forge.Jwk(StolenName, "first"))), Partner.Claims(user, now), StolenName),
        ["jku"] = (user, now) => Forge.Rs256(
            Partner.Header().But(("jku", issuers.Attacker.Address + "/keys")), Partner.Claims(user, now), issuers.Attacker.Key),
        ["x5u"] = (user, now) => Forge.Rs256(
            Partner.Header().But(("x5u", issuers.Attacker.Address + "/keys")), Partner.Claims(user, now), issuers.Attacker.Key),
        ["certificate in the header"] = (user, now) => Forge.Rs256(
            Partner.Header().But(("kid", null), ("x5c", new JsonArray(Certificate()))), Partner.Claims(user, now), StolenName),
    };

    private Dictionary<string, Func<string, DateTimeOffset, string>> Headers() => new()
    {
        ["critical extension"] = (user, now) => Sign(Partner.Header().But(("crit", new JsonArray("exp")), ("exp", 1)), Partner.Claims(user, now)),
        ["payload not encoded"] = (user, now) => Sign(Partner.Header().But(("crit", new JsonArray("b64")), ("b64", false)), Partner.Claims(user, now)),
        ["typ of a logout token"] = (user, now) => Sign(Partner.Header().But(("typ", "logout+jwt")), Partner.Claims(user, now)),
        ["typ of a DPoP proof"] = (user, now) => Sign(Partner.Header().But(("typ", "dpop+jwt")), Partner.Claims(user, now)),
        ["typ of a security event"] = (user, now) => Sign(Partner.Header().But(("typ", "secevent+jwt")), Partner.Claims(user, now)),
        ["typ that is a list"] = (user, now) => Sign(Partner.Header().But(("typ", new JsonArray("JWT"))), Partner.Claims(user, now)),
        ["alg twice"] = (user, now) => Forge.Rs256(Partner.Header().And("\"alg\":\"RS256\""), Partner.Claims(user, now).ToJsonString(), Partner.Key),
        ["header that is a list"] = (user, now) => Forge.Rs256("[]", Partner.Claims(user, now).ToJsonString(), Partner.Key),
        ["header that is empty"] = (user, now) => Forge.Rs256("{}", Partner.Claims(user, now).ToJsonString(), Partner.Key),
    };

    private Dictionary<string, Func<string, DateTimeOffset, string>> Addressees() => new()
    {
        ["another audience"] = Claim(("aud", "api://other")),
        ["no audience"] = Claim(("aud", null)),
        ["an empty audience"] = Claim(("aud", "")),
        ["an empty list of audiences"] = Claim(("aud", new JsonArray())),
        ["several audiences and none ours"] = Claim(("aud", new JsonArray("api://a", "api://b"))),
        ["the audience in another case"] = Claim(("aud", "API://partner")),
        ["the audience with a slash"] = Claim(("aud", TestIssuer.Audience + "/")),
        ["the audience with a slash in a list"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("aud", new JsonArray(TestIssuer.Audience + "/")))),
        ["the audience and more"] = Claim(("aud", TestIssuer.Audience + ".evil.example")),
        ["another issuer"] = Claim(("iss", "https://issuer.example")),
        ["no issuer"] = Claim(("iss", null)),
        ["the attacker as issuer"] = (user, now) => issuers.Attacker.Token(user, now),
        ["the issuer with a slash"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("iss", Partner.Address + "/"))),
        ["the issuer in a list"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("iss", new JsonArray(Partner.Address)))),
        ["two issuers"] = (user, now) =>
            Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).And($"\"iss\":\"{Partner.Address}\""), Partner.Key),
    };

    private Dictionary<string, Func<string, DateTimeOffset, string>> Times() => new()
    {
        ["expired"] = At("exp", -31),
        ["expired long ago"] = At("exp", -100_000_000),
        ["without an end"] = Claim(("exp", null)),
        ["an end that is text"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("exp", $"{now.AddHours(1).ToUnixTimeSeconds()}"))),
        ["an end below zero"] = Claim(("exp", -1)),
        ["an end beyond all time"] = Claim(("exp", 1e300)),
        ["an end that is a list"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("exp", new JsonArray(now.AddHours(1).ToUnixTimeSeconds())))),
        ["ended twice"] = (user, now) => Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).And("\"exp\":99999999999"), Partner.Key),
        ["not yet valid"] = At("nbf", 40),
        ["issued in the future"] = At("iat", 40),
        ["issued at a text"] = Claim(("iat", "yesterday")),
        ["issued before time began"] = Claim(("iat", -5)),
        ["issued at zero"] = Claim(("iat", 0)),
        ["issued in a list"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("iat", new JsonArray(now.ToUnixTimeSeconds())))),
        ["signed in in the future"] = At("auth_time", 40),
        ["signed in in the future and issued at no time"] = (user, now) =>
            Sign(Partner.Header(), Partner.Claims(user, now).But(("iat", null), ("auth_time", now.AddHours(1).ToUnixTimeSeconds()))),
        ["for another use"] = Claim(("token_use", "id")),
        ["signed in at a text"] = Claim(("auth_time", "now")),
    };

    private Dictionary<string, Func<string, DateTimeOffset, string>> Subjects() => new()
    {
        ["no subject"] = Claim(("sub", null)),
        ["an empty subject"] = Claim(("sub", "")),
        ["a subject that is a number"] = Claim(("sub", 7)),
        ["a subject in a list"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("sub", new JsonArray(user)))),
        ["a subject that is an object"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("sub", new JsonObject { ["sub"] = user }))),
        ["a subject that is nothing"] = (user, now) =>
            Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).But(("sub", null)).And("\"sub\":null"), Partner.Key),
        ["two subjects"] = (user, now) => Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).And("\"sub\":\"victim\""), Partner.Key),
        ["two subjects, one escaped"] = (user, now) => Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).And("\"\\u0073ub\":\"victim\""), Partner.Key),
        ["a subject with a line end"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user + "\n", now)),
        ["a subject of half a character"] = (user, now) =>
            Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).But(("sub", null)).And($"\"sub\":\"{user}\\ud800\""), Partner.Key),
        ["an endless subject"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user + new string('a', 256), now)),
    };

    private Dictionary<string, Func<string, DateTimeOffset, string>> Forms() => new()
    {
        ["payload that is a list"] = (_, _) => Forge.Rs256(Partner.Header().ToJsonString(), "[]", Partner.Key),
        ["payload that is a token"] = (user, now) => Forge.Rs256(Partner.Header().But(("cty", "JWT")).ToJsonString(), Partner.Token(user, now), Partner.Key),
        ["payload with something after it"] = (user, now) => Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).ToJsonString() + "{}", Partner.Key),
        ["payload that is not UTF-8"] = (user, now) => Forge.Rs256(
            Partner.Header().ToJsonString(), [.. Encoding.UTF8.GetBytes(Partner.Claims(user, now).ToJsonString()[..^2]), 0xC0, 0xAF, .. "\"}"u8], Partner.Key),
        ["payload in the abyss"] = (user, now) =>
            Forge.Rs256(Partner.Header().ToJsonString(), Partner.Claims(user, now).And($"\"deep\":{new string('[', 2000)}{new string(']', 2000)}"), Partner.Key),
        ["payload of another token"] = (user, now) => Mix(Partner.Token("somebody", now), Partner.Token(user, now), Partner.Token("somebody", now)),
        ["signature of another token"] = (user, now) => Mix(Partner.Token(user, now), Partner.Token(user, now), Partner.Token("somebody", now)),
        ["signature cut short"] = (user, now) => Partner.Token(user, now)[..^4],
        ["signature missing"] = (user, now) => Partner.Token(user, now)[..(Partner.Token(user, now).LastIndexOf('.') + 1)],
        ["two parts"] = (user, now) => Partner.Token(user, now)[..Partner.Token(user, now).LastIndexOf('.')],
        ["four parts"] = (user, now) => Partner.Token(user, now) + ".AAAA",
        ["five parts, as if encrypted"] = (user, now) => $"{Forge.Encode("""{"alg":"dir","enc":"A256GCM"}""")}..AAAA.{Partner.Token(user, now).Split('.')[1]}.AAAA",
        ["padding"] = (user, now) => Partner.Token(user, now) + "==",
        ["two tokens"] = (user, now) => Partner.Token(user, now) + "," + Partner.Token(user, now),
        ["more than 16 kB"] = (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But(("padding", new string('a', 13 * 1024)))),
    };

    private static string Mix(string header, string payload, string signature) =>
        $"{header.Split('.')[0]}.{payload.Split('.')[1]}.{signature.Split('.')[2]}";

    private JsonObject Header(string algorithm) => Partner.Header().But(("alg", algorithm));

    private string Sign(JsonObject header, JsonObject claims) => Forge.Rs256(header, claims, Partner.Key);

    private Func<string, DateTimeOffset, string> Claim((string Name, JsonNode? Value) change) =>
        (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But((change.Name, change.Value?.DeepClone())));

    private Func<string, DateTimeOffset, string> At(string claim, int seconds) =>
        (user, now) => Sign(Partner.Header(), Partner.Claims(user, now).But((claim, now.AddSeconds(seconds).ToUnixTimeSeconds())));

    private static string Certificate() => Convert.ToBase64String(
        new CertificateRequest("CN=partner", StolenName, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100)).RawData);
}
