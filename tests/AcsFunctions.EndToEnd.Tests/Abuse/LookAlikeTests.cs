using System.Buffers.Text;
using System.Net;
using System.Text;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Names that look, sound or sort like another's.</summary>
public sealed class LookAlikeTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("Admin")]
    [InlineData("ADMIN")]
    [InlineData("аdmin")]
    [InlineData("ａｄｍｉｎ")]
    [InlineData("admın")]
    [InlineData("ad\u00ADmin")]
    [InlineData("admin\u200B")]
    [InlineData("\u202Enimda")]
    [InlineData("admin ")]
    [InlineData(" admin")]
    [InlineData("admin/")]
    [InlineData("admin%")]
    [InlineData("admin|")]
    [InlineData("adm\u0131\u0307n")]
    public async Task A_look_alike_is_another_user(string lookAlike)
    {
        var tail = Guid.NewGuid().ToString("N");
        var victim = (await Stack.AsAsync(Stack.SignIn(tail + "admin"), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;

        var answer = await Stack.AsAsync(Stack.SignIn(tail + lookAlike), HttpMethod.Put, "api/me/identity");
        var same = await Stack.AsAsync(Stack.SignIn(tail + "admin"), HttpMethod.Put, "api/me/identity");

        Assert.NotEqual(victim, answer.Is(HttpStatusCode.Created).Identity);
        Assert.Equal(victim, same.Is(HttpStatusCode.OK).Identity);
    }

    [Fact]
    public async Task The_forms_of_one_letter_are_different_users_and_each_is_always_the_same_one()
    {
        var tail = Guid.NewGuid().ToString("N");
        var identities = new HashSet<string>();
        // One letter to the eye: composed, decomposed, and a compatibility sign with its letter.
        foreach (var name in new[] { "\u00C5", "A\u030A", "\u212B" })
        {
            var byToken = await Stack.AsAsync(Stack.SignIn(tail + name), HttpMethod.Put, "api/me/identity");
            var segment = "base64url:" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"local|{tail}{name}"));
            var byKey = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, $"api/keyed/users/{segment}/identity");

            Assert.Equal(byToken.Is(HttpStatusCode.Created).Identity, byKey.Is(HttpStatusCode.OK).Identity);
            identities.Add(byToken.Identity);
        }

        Assert.Equal(3, identities.Count);
    }

    [Theory]
    [InlineData("Local%7C{0}")]
    [InlineData("LOCAL%7C{0}")]
    [InlineData("local|{0}%20")]
    [InlineData("local%257C{0}")]
    [InlineData("local%C2%A6{0}")]
    [InlineData("{0}")]
    public async Task Another_spelling_of_an_id_does_not_reach_its_user(string segment)
    {
        var user = TestStack.NewUser();
        var own = (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;

        var answer = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, $"api/keyed/users/{string.Format(null, segment, user)}/identity");
        var straight = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, $"api/keyed/users/local%7C{user}/identity");

        Assert.Contains(answer.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
        Assert.Equal(own, straight.Is(HttpStatusCode.OK).Identity);
    }
}
