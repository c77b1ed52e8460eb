using System.Diagnostics.CodeAnalysis;

namespace AcsFunctions;

/// <summary>What an operation answers: a value or a refusal, never both and never neither.</summary>
public sealed class Answer<T>
    where T : notnull
{
    private Answer(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Value))]
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal);

    public static implicit operator Answer<T>(RefusalReason reason) => new(default, new Refusal(reason));
}
