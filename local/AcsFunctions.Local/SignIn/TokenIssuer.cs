using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.Local.SignIn;

internal sealed class TokenIssuer : IDisposable
{
    public const int MaxUserLength = 256;
    public static readonly TimeSpan MinLifetime = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    // The times come from the TimeProvider.
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly DevelopmentSignInOptions options;
    private readonly RSA rsa;
    private readonly SigningCredentials credentials;

    public TokenIssuer(DevelopmentSignInOptions options)
    {
        this.options = options;
        rsa = options.SigningKey is { } known ? RSA.Create(known) : RSA.Create(2048);
        // The library's own factory, shared by all, keeps what signs with a key after the key is gone, and gives it to the next of the same name.
        var key = new RsaSecurityKey(rsa) { CryptoProviderFactory = new CryptoProviderFactory() };
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        credentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        PublicKeys = new PublicKeySet(
            [new PublicKey(key.KeyId, Base64UrlEncoder.Encode(parameters.Modulus), Base64UrlEncoder.Encode(parameters.Exponent))]);
    }

    /// <summary>Known once the port is.</summary>
    public string Issuer { get; set; } = "";

    public string Audience => options.Audience;

    public string Scope => options.Scope;

    public PublicKeySet PublicKeys { get; }

    /// <exception cref="ArgumentException">The request is out of range; the message says how.</exception>
    public TokenAnswer Issue(TokenRequest request)
    {
        Check(request);
        var lifetime = request.Lifetime ?? DefaultLifetime;
        var scope = request.Scope ?? Scope;
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = ClaimsOf(request, scope),
            SigningCredentials = credentials,
        });
        return new TokenAnswer(token, "Bearer", (int)lifetime.TotalSeconds, scope);
    }

    public void Dispose() => rsa.Dispose();

    private static void Check(TokenRequest request)
    {
        if (request.User is not { Length: > 0 and <= MaxUserLength } user || user.Any(char.IsControl))
        {
            throw new ArgumentException($"'user' must name who signs in, in 1 to {MaxUserLength} characters without control characters.");
        }

        if (request.Lifetime is { } lifetime && (lifetime < MinLifetime || lifetime > MaxLifetime))
        {
            throw new ArgumentException($"'lifetime' must be {MinLifetime.TotalMinutes} to {MaxLifetime.TotalMinutes} minutes.");
        }
    }

    // The names that Entra ID uses, so that an application configured for it can be tried out unchanged.
    private static Dictionary<string, object> ClaimsOf(TokenRequest request, string scope)
    {
        Dictionary<string, object> claims = new()
        {
            [JwtRegisteredClaimNames.Sub] = request.User,
            [JwtRegisteredClaimNames.Name] = request.User,
            [JwtRegisteredClaimNames.PreferredUsername] = request.User,
            ["tid"] = StableGuid("tenant"),
            ["oid"] = StableGuid("user " + request.User),
            ["scp"] = scope,
        };
        if (request.Roles is { Count: > 0 } roles)
        {
            claims["roles"] = roles;
        }

        return claims;
    }

    private static string StableGuid(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
