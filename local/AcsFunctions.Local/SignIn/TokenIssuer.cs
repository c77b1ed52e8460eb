using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.Local.SignIn;

internal sealed class TokenIssuer : IDisposable
{
    public const string Algorithm = SecurityAlgorithms.RsaSha256;
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
        credentials = new SigningCredentials(key, Algorithm);
    }

    /// <summary>Known once the port is.</summary>
    public string Issuer { get; set; } = "";

    public string KeyId => credentials.Kid;

    public RSAParameters PublicKey => rsa.ExportParameters(includePrivateParameters: false);

    /// <exception cref="ArgumentException">The request is out of range; the message says how.</exception>
    public TokenAnswer Issue(string user, string? scope, IReadOnlyCollection<string>? roles, TimeSpan? lifetime)
    {
        var validFor = lifetime ?? DefaultLifetime;
        Check(user, validFor);
        scope ??= DevelopmentSignIn.Scope;
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = DevelopmentSignIn.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + validFor,
            Claims = ClaimsOf(user, scope, roles),
            SigningCredentials = credentials,
        });
        return new TokenAnswer(token, "Bearer", (int)validFor.TotalSeconds, scope);
    }

    public void Dispose() => rsa.Dispose();

    private static void Check(string user, TimeSpan lifetime)
    {
        if (user is not { Length: > 0 and <= MaxUserLength } || user.Any(char.IsControl))
        {
            throw new ArgumentException($"'user' must name who signs in, in 1 to {MaxUserLength} characters without control characters.");
        }

        if (lifetime < MinLifetime || lifetime > MaxLifetime)
        {
            throw new ArgumentException($"'lifetime' must be {MinLifetime.TotalMinutes} to {MaxLifetime.TotalMinutes} minutes.");
        }
    }

    // The names that Entra ID uses, so that an application configured for it can be tried out unchanged.
    private static Dictionary<string, object> ClaimsOf(string user, string scope, IReadOnlyCollection<string>? roles)
    {
        Dictionary<string, object> claims = new()
        {
            [JwtRegisteredClaimNames.Sub] = user,
            [JwtRegisteredClaimNames.Name] = user,
            [JwtRegisteredClaimNames.PreferredUsername] = user,
            ["tid"] = StableGuid("tenant"),
            ["oid"] = StableGuid("user " + user),
            ["scp"] = scope,
        };
        if (roles is { Count: > 0 })
        {
            claims["roles"] = roles;
        }

        return claims;
    }

    private static string StableGuid(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
