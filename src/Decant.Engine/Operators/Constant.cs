using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Networks and formulas written with values: every operator adds its methods to this class in its own file.</summary>
public static partial class Operations
{
    /// <summary>A number of the same element type as a value, in its graph.</summary>
    public static Value Constant(this Value like, double number) =>
        like.Graph.AddInitializer(
            "constant",
            like.Type switch
            {
                ElementType.Float32 => Tensor.Scalar((float)number),
                ElementType.Float64 => Tensor.Scalar(number),
                ElementType.Int64 => Tensor.Scalar((long)number),
                ElementType.Int32 => Tensor.Scalar((int)number),
                ElementType.Int16 => Tensor.Scalar((short)number),
                ElementType.Int8 => Tensor.Scalar((sbyte)number),
                ElementType.UInt64 => Tensor.Scalar((ulong)number),
                ElementType.UInt32 => Tensor.Scalar((uint)number),
                ElementType.UInt16 => Tensor.Scalar((ushort)number),
                ElementType.UInt8 => Tensor.Scalar((byte)number),
                _ => Tensor.Scalar(number != 0),
            }
        );
}
