namespace AcsFunctions.Acs;

internal static class QuotaShare
{
    /// <summary>
    /// What is due to the first of those who ask: all of what it asks for where that is less than an equal part of what the smaller ones
    /// left, else that part (max-min fairness). What nobody asks for is divided equally, for demand that begins before the next look.
    /// Shares of the same list add up to the quota at most.
    /// </summary>
    /// <param name="quota">Calls in a window.</param>
    /// <param name="own">Calls that we ask for.</param>
    /// <param name="others">Calls that the others ask for, in any order.</param>
    public static int Of(int quota, int own, IEnumerable<int> others)
    {
        var demands = others.Append(own).Order().ToArray();
        var left = quota;
        int? share = null;
        for (var i = 0; i < demands.Length; i++)
        {
            var granted = Math.Min(demands[i], left / (demands.Length - i));
            left -= granted;
            // Equal demands get equal shares but for what an uneven division leaves: the least of them is taken.
            if (demands[i] == own)
            {
                share ??= granted;
            }
        }

        return share.GetValueOrDefault() + (left / demands.Length);
    }
}
