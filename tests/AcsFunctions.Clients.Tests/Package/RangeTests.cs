using System.Text.RegularExpressions;
using System.Xml.Linq;
using AcsFunctions.Client.Models;
using AcsFunctions.Clients.Tests.Stack;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>What the package says of a number is what the contract says.</summary>
public sealed class RangeTests
{
    private static readonly XDocument Documentation = XDocument.Load(Path.ChangeExtension(typeof(AcsTokenOptions).Assembly.Location, "xml"));

    [Theory]
    [InlineData(nameof(AcsTokenOptions) + ".ExpiresInMinutes", "TokenRequest", "expiresInMinutes")]
    [InlineData(nameof(AcsGuestOptions) + ".ExpiresInMinutes", "GuestRequest", "expiresInMinutes")]
    [InlineData(nameof(AcsGuestOptions) + ".DeleteAfterMinutes", "GuestRequest", "deleteAfterMinutes")]
    public void The_least_that_may_be_asked_for_is_the_contracts(string property, string schema, string field)
    {
        var member = Documentation.Descendants("member").Single(member => member.Attribute("name")!.Value.EndsWith("." + property, StringComparison.Ordinal));
        var described = Regex.Match(File.ReadAllText(Contract.Path), $@"^    {schema}:\n(?:     .*\n)*?        {field}:\n(?:          .*\n)*?          minimum: (\d+)", RegexOptions.Multiline);

        Assert.True(described.Success);
        Assert.Equal(described.Groups[1].Value, Regex.Match(member.Element("value")!.Value, @"\d+").Value);
    }
}
