using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Sum: y = a + b + …</summary>
internal sealed class SumTranslation() : FormulaTranslation("Sum", 1, int.MaxValue)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node.Inputs.Aggregate((sum, next) => sum + next);
}
