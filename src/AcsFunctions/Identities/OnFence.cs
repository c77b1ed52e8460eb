namespace AcsFunctions.Identities;

/// <summary>What becomes of a column when a user's identity is unmapped.</summary>
internal enum OnFence
{
    /// <summary>It goes in the same write.</summary>
    Cleared,

    /// <summary>It stays, and goes with the fence: clean-up drops fences that have outlived every credential. What must last longer needs a rule in <see cref="IdentityRegistry.DropFenceAsync"/>.</summary>
    KeptUntilFenceIsDropped,
}
