using System.Diagnostics.CodeAnalysis;

namespace AcsFunctions.Worker.Responses;

/// <summary>A step of answering a request: its value, or the problem to answer instead.</summary>
public sealed class Attempt<T>
    where T : notnull
{
    private Attempt(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public T? Value { get; }

    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Value))]
    [MemberNotNullWhen(true, nameof(Problem))]
    public bool HasProblem => Problem is not null;

    public static implicit operator Attempt<T>(T value) => new(value, null);

    public static implicit operator Attempt<T>(Problem problem) => new(default, problem);
}
