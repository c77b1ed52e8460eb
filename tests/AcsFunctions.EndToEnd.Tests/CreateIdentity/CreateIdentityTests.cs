using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.CreateIdentity;

/// <summary>Putting an identity: one user, one identity.</summary>
public sealed class CreateIdentityTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Putting_an_identity_answers_201_and_then_200_for_the_same_one()
    {
        var session = Stack.SignIn(TestStack.NewUser());

        var created = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");
        var existing = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");

        created.Is(HttpStatusCode.Created);
        existing.Is(HttpStatusCode.OK);
        Assert.Equal(created.Identity, existing.Identity);
        Assert.Equal(created.Text("createdOn"), existing.Text("createdOn"));
        Assert.NotNull(Stack.Acs.Inspection.FindIdentity(created.Identity));
    }
}
