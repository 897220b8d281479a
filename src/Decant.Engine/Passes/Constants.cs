using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>Numbers inside formulas, as passes meet them when they look for a formula in a graph.</summary>
internal static class Constants
{
    private const double Rounding = 1e-6;

    // No one writes a formula with more numbers; a hostile file may.
    private const int Depth = 4;

    /// <summary>The one number of a value that no training changes; null for anything else.</summary>
    public static double? Number(Value? value) =>
        value is not { Data: { Count: 1 } data } || value.Graph.Parameters.Contains(value.Name)
            ? null
            : data.Type switch
            {
                ElementType.Float32 => data.Span<float>()[0],
                ElementType.Float64 => data.Span<double>()[0],
                _ => null,
            };

    /// <summary>Whether a number is the expected one, up to the rounding of float32.</summary>
    public static bool Is(double number, double expected) => Math.Abs(number - expected) <= Rounding * Math.Abs(expected);

    /// <summary>The two operands of a sum or product one of which is a number.</summary>
    /// <returns>The other operand and the number, or null.</returns>
    public static (Value Other, double Number)? Split(Node? node) =>
        node is null || node.Inputs.Count != 2 ? null
        : Number(node.Inputs[1]) is { } right ? (node.Inputs[0]!, right)
        : Number(node.Inputs[0]) is { } left ? (node.Inputs[1]!, left)
        : null;

    /// <summary>A value as factor times another: x·2·3 is 6 times x, x/4 is a quarter of x.</summary>
    public static (Value Other, double Factor) Scaled(Value value)
    {
        var scaled = (Other: value, Factor: 1.0);
        for (var depth = 0; depth < Depth && Inside(scaled.Other) is var (other, factor) && other.Shape.Equals(value.Shape); depth++)
        {
            scaled = (other, scaled.Factor * factor);
        }

        return scaled;
    }

    private static (Value Other, double Factor)? Inside(Value value) =>
        value.Producer switch
        {
            { Operator: Mul } product => Split(product),
            { Operator: Div } quotient when Number(quotient.Inputs[1]) is { } divisor => (quotient.Inputs[0]!, 1 / divisor),
            _ => null,
        };
}
