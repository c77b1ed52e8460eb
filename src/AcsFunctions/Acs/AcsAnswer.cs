using System.Diagnostics.CodeAnalysis;

namespace AcsFunctions.Acs;

/// <summary>What ACS answered: a value, or why there is none.</summary>
public sealed class AcsAnswer<T>
    where T : notnull
{
    private AcsAnswer(T? value, AcsRefusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public AcsRefusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Value))]
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator AcsAnswer<T>(T value) => new(value, null);

    public static implicit operator AcsAnswer<T>(AcsRefusal refusal) => new(default, refusal);
}
