using Azure.Communication;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("8:acs:resource_user", typeof(CommunicationUserIdentifier))]
    [InlineData("8:dod-acs:resource_user", typeof(CommunicationUserIdentifier))]
    [InlineData("8:gcch-acs:resource_user", typeof(CommunicationUserIdentifier))]
    [InlineData("8:spool:user", typeof(CommunicationUserIdentifier))]
    [InlineData("8:orgid:45ab2481-1c1c-4005-be24-0ffb879b1130", typeof(MicrosoftTeamsUserIdentifier))]
    [InlineData("8:dod:45ab2481-1c1c-4005-be24-0ffb879b1130", typeof(MicrosoftTeamsUserIdentifier))]
    [InlineData("8:gcch:45ab2481-1c1c-4005-be24-0ffb879b1130", typeof(MicrosoftTeamsUserIdentifier))]
    [InlineData("8:teamsvisitor:45ab2481-1c1c-4005-be24-0ffb879b1130", typeof(MicrosoftTeamsUserIdentifier))]
    [InlineData("4:+12345556789", typeof(PhoneNumberIdentifier))]
    [InlineData("8:acs", typeof(UnknownIdentifier))]
    [InlineData("8::user", typeof(UnknownIdentifier))]
    [InlineData("8", typeof(UnknownIdentifier))]
    [InlineData(":", typeof(UnknownIdentifier))]
    [InlineData("made up", typeof(UnknownIdentifier))]
    public void A_raw_id_comes_back_as_its_kind_and_itself(string rawId, Type kind)
    {
        var identifier = CommunicationIdentifier.FromRawId(rawId);

        Assert.IsType(kind, identifier);
        Assert.Equal(rawId, identifier.RawId);
    }

    [Fact]
    public void A_Teams_user_is_taken_apart()
    {
        var visitor = Assert.IsType<MicrosoftTeamsUserIdentifier>(CommunicationIdentifier.FromRawId("8:teamsvisitor:someone"));
        var defence = Assert.IsType<MicrosoftTeamsUserIdentifier>(CommunicationIdentifier.FromRawId("8:dod:someone"));

        Assert.Equal(("someone", true, CommunicationCloudEnvironment.Public), (visitor.UserId, visitor.IsAnonymous, visitor.Cloud));
        Assert.Equal(("someone", false, CommunicationCloudEnvironment.Dod), (defence.UserId, defence.IsAnonymous, defence.Cloud));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_cannot_be_an_identifier(string? nothing)
    {
        Assert.ThrowsAny<ArgumentException>(() => CommunicationIdentifier.FromRawId(nothing));
        Assert.ThrowsAny<ArgumentException>(() => new CommunicationUserIdentifier(nothing));
        Assert.ThrowsAny<ArgumentException>(() => new UnknownIdentifier(nothing));
        Assert.ThrowsAny<ArgumentException>(() => new PhoneNumberIdentifier(nothing));
        Assert.ThrowsAny<ArgumentException>(() => new MicrosoftTeamsUserIdentifier(nothing));
    }

    [Fact]
    public void Identifiers_of_the_same_text_and_another_kind_cannot_be_equal()
    {
        CommunicationIdentifier user = new CommunicationUserIdentifier("8:acs:a_b");
        CommunicationIdentifier same = new CommunicationUserIdentifier("8:acs:a_b");
        CommunicationIdentifier unknown = new UnknownIdentifier("8:acs:a_b");

        Assert.True(user == same && user.GetHashCode() == same.GetHashCode());
        Assert.True(user != unknown);
        Assert.False(user.Equals(null));
        Assert.True(user != null);
    }
}
