using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>An operator of files that is a formula of operators here, and so is never written under its own name.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="required">How many of its first inputs must be there.</param>
/// <param name="most">How many inputs it has at most.</param>
/// <param name="constants">Places of the inputs whose numbers must be known when the graph is made.</param>
internal abstract class FormulaTranslation(string name, int required, int most, params int[] constants)
    : ReadOnlyTranslation(name, required, most, constants)
{
    /// <inheritdoc/>
    public sealed override void Read(NodeReader node) => node.Give(Formula(node));

    /// <summary>The result, computed from the node's inputs and attributes.</summary>
    protected abstract Value Formula(NodeReader node);
}
