using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>HardSwish: y = x · max(0, min(1, x/6 + ½)).</summary>
internal sealed class HardSwishTranslation() : FormulaTranslation("HardSwish", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0] * ((node[0] / 6) + 0.5).Clip(0, 1);
}
