using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>A number inside a formula: known when the graph is built, or a value that changes from step to step.</summary>
internal readonly record struct LossNumber
{
    private readonly double _constant;
    private readonly Value? _varying;

    private LossNumber(double constant, Value? varying) => (_constant, _varying) = (constant, varying);

    /// <summary>A number that is known.</summary>
    public static implicit operator LossNumber(double constant) => new(constant, null);

    /// <summary>A scalar of the graph.</summary>
    public static implicit operator LossNumber(Value varying) => new(0, varying);

    /// <summary>A value times the number.</summary>
    public static Value operator *(Value value, LossNumber number) =>
        number._varying is { } varying ? value * varying : value * number._constant;

    /// <summary>A value divided by the number.</summary>
    public static Value operator /(Value value, LossNumber number) =>
        number._varying is { } varying ? value / varying
        : number._constant == 1 ? value
        : value * (1 / number._constant);

    /// <summary>The number as a scalar of a value's graph and type.</summary>
    public Value In(Value like) => _varying ?? like.Constant(_constant);
}
