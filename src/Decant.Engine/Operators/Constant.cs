using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Networks and formulas written with values: every operator adds its methods to this class in its own file.</summary>
public static partial class Operations
{
    /// <summary>A number of the same element type as a value, in its graph.</summary>
    public static Value Constant(this Value like, double number) => like.Graph.AddInitializer("constant", like.Type switch
    {
        ElementType.Float32 => Tensor.Scalar((float)number),
        ElementType.Float64 => Tensor.Scalar(number),
        ElementType.Int64 => Tensor.Scalar((long)number),
        ElementType.Int32 => Tensor.Scalar((int)number),
        _ => throw new DecantException($"A constant beside {like} must be a float, a double, an int or a long."),
    });
}
