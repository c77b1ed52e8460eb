using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A stack with two issuers more, and a third that nobody configured.</summary>
public sealed class ForgeryFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    private Dictionary<string, string?> settings = [];

    public TestIssuer Partner { get; private set; } = null!;

    public TestIssuer Rival { get; private set; } = null!;

    public TestIssuer Attacker { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string?> Settings => settings;

    public override async ValueTask InitializeAsync()
    {
        Partner = await TestIssuer.StartAsync();
        Rival = await TestIssuer.StartAsync();
        Attacker = await TestIssuer.StartAsync();
        settings = new(Partner.SettingsFor("partner").Concat(Rival.SettingsFor("rival")));
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Partner.DisposeAsync();
        await Rival.DisposeAsync();
        await Attacker.DisposeAsync();
    }
}
