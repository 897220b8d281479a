using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>An operator of files that becomes others here, and so is never written.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="required">How many of its first inputs must be there.</param>
/// <param name="most">How many inputs it has at most.</param>
/// <param name="constants">Places of the inputs whose numbers must be known when the graph is made.</param>
internal abstract class ReadOnlyTranslation(string name, int required, int most, params int[] constants)
    : Translation(name, required, most, constants)
{
    /// <inheritdoc/>
    public sealed override Type? Writes => null;

    /// <inheritdoc/>
    public sealed override void Write(Operator @operator, NodeWriter node) => throw new InvalidOperationException($"{Name} is only read.");
}
