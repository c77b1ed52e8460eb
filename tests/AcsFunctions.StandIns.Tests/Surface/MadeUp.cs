namespace AcsFunctions.StandIns.Tests.Surface;

/// <summary>The control: one member of each kind that a surface can have, and some that it must not.</summary>
public class MadeUp : IDisposable
{
    public static readonly int Number = 1;

    public MadeUp(string name) => Count = name.Length;

    protected MadeUp()
    {
    }

    public int? Count { get; private set; }

    internal int? HiddenProperty => Count;

    public static string? Find(string? name = null) => name;

    public virtual Task<string> Read(CancellationToken cancellationToken = default) => Task.FromResult(HiddenMethod());

    public override string ToString() => $"{HiddenProperty}";

    public void Dispose() => GC.SuppressFinalize(this);

    private static string HiddenMethod() => "";
}
