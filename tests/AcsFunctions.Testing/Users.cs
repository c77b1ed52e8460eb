using AcsFunctions.Identities;

namespace AcsFunctions.Testing;

/// <summary>User ids for tests.</summary>
public static class Users
{
    private static int count;

    /// <summary>A user that no other test has.</summary>
    public static UserId New() => Named($"test|user-{Interlocked.Increment(ref count)}-{Guid.NewGuid():n}");

    /// <summary>One whose rows lie in a bucket.</summary>
    public static UserId In(Bucket bucket)
    {
        var user = New();
        while (UserKey.Of(user).Bucket != bucket)
        {
            user = New();
        }

        return user;
    }

    public static UserId Named(string id) =>
        UserId.TryCreate(id, out var userId) ? userId : throw new ArgumentException("Not a user id.", nameof(id));
}
