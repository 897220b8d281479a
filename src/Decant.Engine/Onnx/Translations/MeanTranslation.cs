using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Mean: y = (a + b + …) / how many.</summary>
internal sealed class MeanTranslation() : FormulaTranslation("Mean", 1, int.MaxValue)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node.Inputs.Aggregate((sum, next) => sum + next) / node.InputCount;
}
