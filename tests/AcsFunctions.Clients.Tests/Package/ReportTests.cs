using AcsFunctions.Client.Models;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>What a job tells, held against a client that is generated from the contract.</summary>
public sealed class ReportTests
{
    [Theory]
    [InlineData(typeof(global::Generated.NSwagSystemTextJson.CleanUpReport), typeof(CleanUpReport))]
    [InlineData(typeof(global::Generated.NSwagSystemTextJson.WindDownReport), typeof(WindDownReport))]
    public void A_report_has_every_figure_of_the_contract(Type described, Type ours) =>
        Assert.Equal(
            described.GetProperties().Select(property => property.Name).Where(name => name != "AdditionalProperties").Order(StringComparer.Ordinal),
            ours.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));
}
