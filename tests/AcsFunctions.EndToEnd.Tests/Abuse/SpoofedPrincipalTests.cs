using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using AcsFunctions.EndToEnd.Tests.Stack;
using Microsoft.Extensions.Options;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Principals that a caller made up, where no platform vouches for them.</summary>
public sealed class SpoofedPrincipalTests(SharedAzurite azurite)
{
    [Theory]
    [InlineData("false", "true", "switched_off")]
    [InlineData("true", null, "off_at_platform")]
    [InlineData("true", "false", "off_at_platform")]
    [InlineData("true", "1", "off_at_platform")]
    [InlineData("true", "yes", "off_at_platform")]
    public async Task A_principal_that_nobody_vouches_for_is_ignored_and_counted(string enabled, string? platform, string reason)
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, AppServiceFixture.SettingsOf(enabled, platform));
        var counted = new List<string?>();
        using var listener = Listen(stack, counted);
        var (user, victim) = (TestStack.NewUser(), TestStack.NewUser());
        var victims = await stack.AsAsync(stack.SignIn(victim), HttpMethod.Post, "api/me/tokens");
        var spoofed = Principal.Of(("sub", victim), ("scp", "access_as_user"), ("roles", Local.LocalStack.AdminRole));
        var token = stack.SignIn(user);

        var alone = await stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request => request.Headers.Add(Principal.Header, spoofed));
        var asAdmin = await stack.SendAsync(HttpMethod.Get, $"api/users/local%7C{victim}/identity", null, request => request.Headers.Add(Principal.Header, spoofed));
        var nonsense = await stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request => request.Headers.Add(Principal.Header, "nonsense"));
        var besides = await stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request =>
        {
            request.Headers.Add(Principal.Header, spoofed);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        });

        alone.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        asAdmin.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        nonsense.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        Assert.NotEqual(victims.Identity, besides.Is(HttpStatusCode.OK).Identity);
        Assert.Equal([reason, reason, reason, reason], counted);
    }

    [Theory]
    [InlineData("Alias", null, "Authentication:AppService:Alias")]
    [InlineData("Alias", "Local", "Authentication:AppService:Alias")]
    [InlineData("UserIdClaims", "oid", "Authentication:AppService:UserIdClaims")]
    [InlineData("UserIdClaims", "tid,oid", "Authentication:AppService:UserIdClaims must be separated by spaces")]
    public async Task A_configuration_that_would_mix_users_up_does_not_start(string setting, string? value, string named)
    {
        var settings = AppServiceFixture.SettingsOf("true", "true").ToDictionary();
        settings["Authentication:AppService:" + setting] = value;

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(async () => await TestStack.StartAsync(azurite.Azurite, settings));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    private static MeterListener Listen(TestStack stack, List<string?> counted)
    {
        var scope = stack.Meters;
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Name: "acsfunctions.callers.principals_ignored", Meter: { Name: "AcsFunctions", Scope: { } of } } && of == scope)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add((string?)tags[0].Value));
        listener.Start();
        return listener;
    }
}
