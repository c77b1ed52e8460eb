using System.Security.Cryptography;

namespace AcsFunctions.Local.Tests.SignIn;

internal static class SignInKeys
{
    /// <summary>For every sign-in whose key is not the point: to make one takes longer than a test does.</summary>
    public static RSAParameters Shared { get; } = RSA.Create(2048).ExportParameters(includePrivateParameters: true);
}
