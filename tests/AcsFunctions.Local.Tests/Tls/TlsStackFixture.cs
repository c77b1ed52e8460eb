using AcsFunctions.Local.Tests.SignIn;

namespace AcsFunctions.Local.Tests.Tls;

/// <summary>A stack that serves https, whose functions run in a process of their own.</summary>
public sealed class TlsStackFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    protected override LocalStackOptions Options => new()
    {
        Tls = true,
        TableConnectionString = Azurite.ConnectionString,
        SignInKey = SignInKeys.Shared,
        Settings = SharedAzurite.OwnTable(),
        RunTimers = false,
    };
}
