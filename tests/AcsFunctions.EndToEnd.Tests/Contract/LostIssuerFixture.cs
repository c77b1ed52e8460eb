using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A stack whose issuer cannot be reached: nothing listens on the port that it names.</summary>
public sealed class LostIssuerFixture(SharedAzurite azurite) : ScriptedFixture(azurite)
{
    protected override void ConfigureApp(IHostApplicationBuilder builder)
    {
        base.ConfigureApp(builder);
        builder.Services.PostConfigure<AuthenticationOptions>(options => options.Issuers["local"].Authority = new Uri("http://127.0.0.1:1"));
    }
}
