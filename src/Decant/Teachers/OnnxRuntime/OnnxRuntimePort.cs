using Decant.Engine.Graphs;

namespace Decant.Teachers.OnnxRuntime;

/// <summary>An input or output of a session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">ONNX's number of its element type; 0 where it is no tensor.</param>
/// <param name="Sizes">Its sizes; −1 where free.</param>
/// <param name="Symbols">The names of free sizes; empty where they have none.</param>
internal sealed record OnnxRuntimePort(string Name, int Type, IReadOnlyList<long> Sizes, IReadOnlyList<string> Symbols)
{
    /// <summary>Its shape. A free size without a name is called after the port and the axis.</summary>
    public Shape Shape => new(Sizes.Select((size, axis) => size >= 0 ? (Dimension)checked((int)size) : new Dimension(Symbols[axis].Length > 0 ? Symbols[axis] : $"{Name}.{axis}")));
}
