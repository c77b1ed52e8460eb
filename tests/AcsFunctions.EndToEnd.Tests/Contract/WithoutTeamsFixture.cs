using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.ExchangeTeamsToken;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A stack that knows no Teams application.</summary>
public sealed class WithoutTeamsFixture(SharedAzurite azurite) : ScriptedFixture(azurite)
{
    protected override void ConfigureApp(IHostApplicationBuilder builder)
    {
        base.ConfigureApp(builder);
        builder.Services.PostConfigure<TeamsOptions>(options => options.ClientId = null);
    }
}
