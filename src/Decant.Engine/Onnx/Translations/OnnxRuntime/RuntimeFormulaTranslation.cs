using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>An operator that ONNX Runtime's tools write into files and that is a formula of operators here.</summary>
/// <param name="name">Its name.</param>
/// <param name="required">How many of its first inputs must be there.</param>
/// <param name="most">How many inputs it has at most.</param>
/// <param name="constants">Places of the inputs whose numbers must be known when the graph is made.</param>
internal abstract class RuntimeFormulaTranslation(string name, int required, int most, params int[] constants)
    : RuntimeTranslation(name, required, most, constants)
{
    /// <inheritdoc/>
    public sealed override void Read(NodeReader node) => node.Give(Formula(node));

    /// <summary>The result, computed from the node's inputs and attributes.</summary>
    protected abstract Value Formula(NodeReader node);
}
