using Decant.Engine.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Decant.OnnxRuntime;

/// <summary>An input or output of a session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type, by ONNX's number.</param>
/// <param name="Shape">Its shape. A free size without a name is named after the port and the axis.</param>
internal sealed record OnnxRuntimePort(string Name, ElementType Type, Shape Shape)
{
    /// <summary>A port as a session describes it; null where it is no tensor, or one of elements that Decant does not know.</summary>
    public static OnnxRuntimePort? Of(string name, NodeMetadata facts) =>
        facts.IsTensor && Enum.IsDefined((ElementType)facts.ElementDataType)
            ? new OnnxRuntimePort(
                name,
                (ElementType)facts.ElementDataType,
                new Shape(
                    facts.Dimensions.Select((size, axis) => size >= 0 ? (Dimension)size : Free(name, axis, facts.SymbolicDimensions[axis]))
                )
            )
            : null;

    private static Dimension Free(string port, int axis, string symbol) => new(symbol.Length > 0 ? symbol : $"{port}.{axis}");
}
