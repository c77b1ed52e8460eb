namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>How one instance keeps to a quota.</summary>
internal interface IInstance : IDisposable
{
    bool TryTakeTurn(TimeSpan patience, out TimeSpan wait);

    void Refused(TimeSpan? retryAfter);
}
