using AcsFunctions.Identities;
using AcsFunctions.Testing;

namespace AcsFunctions.Tests.Identities;

public sealed class UserIdTests
{
    [Theory]
    [MemberData(nameof(HostileIds.All), MemberType = typeof(HostileIds))]
    public void An_id_is_kept_to_the_letter(string id)
    {
        Assert.True(UserId.TryCreate(id, out var userId));
        Assert.Equal(id, userId.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u007f")]
    public void An_id_that_is_empty_or_holds_control_characters_cannot_be_one(string? id) => Assert.False(UserId.TryCreate(id, out _));

    // As numbers: a test's name could not hold them.
    [Theory]
    [InlineData(0xD800, 'x')]
    [InlineData('x', 0xD800)]
    [InlineData(0xDC00, 0xD800)]
    public void An_id_that_is_not_well_formed_cannot_be_one(int first, int second) => Assert.False(UserId.TryCreate($"{(char)first}{(char)second}", out _));

    [Fact]
    public void The_longest_id_has_256_characters()
    {
        Assert.True(UserId.TryCreate(new string('x', 256), out _));
        Assert.False(UserId.TryCreate(new string('x', 257), out _));
    }

    [Fact]
    public void An_id_does_not_print_itself()
    {
        var userId = Users.Named("entra|alice");

        Assert.DoesNotContain("alice", $"{userId}", StringComparison.Ordinal);
        Assert.Equal(UserKey.Of(userId).Hash, userId.ToString());
    }
}
