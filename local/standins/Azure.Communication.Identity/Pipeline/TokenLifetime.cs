namespace Azure.Communication.Identity.Pipeline;

internal static class TokenLifetime
{
    /// <summary>
    /// Whole minutes, halves to the even neighbour; the default value asks for the service's own lifetime. The range is the
    /// service's to check, unless the number does not fit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The minutes do not fit an <see cref="int"/>.</exception>
    public static int? Minutes(TimeSpan tokenExpiresIn)
    {
        try
        {
            return tokenExpiresIn == default ? null : Convert.ToInt32(tokenExpiresIn.TotalMinutes);
        }
        catch (OverflowException exception)
        {
            throw new ArgumentOutOfRangeException(
                $"The {nameof(tokenExpiresIn)} argument is out of permitted bounds [1,24] hours: it does not fit the request.", exception);
        }
    }
}
