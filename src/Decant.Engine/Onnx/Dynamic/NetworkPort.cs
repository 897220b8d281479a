using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>An input or output as a file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What an element is; 16-bit floats are given and returned as 32-bit floats.</param>
/// <param name="Shape">Its sizes, free ones by name; null where the file does not say them.</param>
public sealed record NetworkPort(string Name, ElementType Type, Shape? Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}{Shape}";
}
