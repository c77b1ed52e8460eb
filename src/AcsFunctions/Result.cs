using System.Diagnostics.CodeAnalysis;

namespace AcsFunctions;

/// <summary>What something that may be refused comes to: a value or a refusal, never both and never neither.</summary>
public sealed class Result<TValue, TRefusal>
    where TValue : notnull
    where TRefusal : class
{
    private Result(TValue? value, TRefusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public TValue? Value { get; }

    public TRefusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Value))]
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Result<TValue, TRefusal>(TValue value) => new(value, null);

    public static implicit operator Result<TValue, TRefusal>(TRefusal refusal) => new(default, refusal);
}
