namespace AcsFunctions.Local.Tests.Tls;

/// <summary>A stack that serves https.</summary>
public sealed class TlsStackFixture : StackFixture
{
    protected override LocalStackOptions Options => new() { Tls = true, RunTimers = false };
}
