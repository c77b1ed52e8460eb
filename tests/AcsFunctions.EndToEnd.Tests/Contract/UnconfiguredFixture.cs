using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A stack that accepts no issuer.</summary>
public sealed class UnconfiguredFixture(SharedAzurite azurite) : ScriptedFixture(azurite)
{
    protected override void ConfigureApp(IHostApplicationBuilder builder)
    {
        base.ConfigureApp(builder);
        builder.Services.PostConfigure<AuthenticationOptions>(options => options.Issuers.Clear());
    }
}
