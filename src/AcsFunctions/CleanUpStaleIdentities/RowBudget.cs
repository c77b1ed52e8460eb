namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>How many rows a run, or a part of it, may still work on.</summary>
internal sealed class RowBudget(int rows, RowBudget? whole = null)
{
    private int taken;

    public bool TryTake()
    {
        if (taken >= rows || whole?.TryTake() == false)
        {
            return false;
        }

        taken++;
        return true;
    }

    /// <summary>A part that counts against the whole; at least one row, so that the smallest run works on something.</summary>
    public RowBudget Share(double share) => new(Math.Max(1, (int)Math.Ceiling(rows * share)), this);
}
