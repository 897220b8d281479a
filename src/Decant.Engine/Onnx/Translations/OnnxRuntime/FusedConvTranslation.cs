using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>FusedConv: a convolution, plus a residual, then an activation.</summary>
internal sealed class FusedConvTranslation() : RuntimeFormulaTranslation("FusedConv", 2, 4)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var y = ConvTranslation.Of(node, node[0], node[1], node.Optional(2));
        y = node.Has(3) ? y + node[3] : y;
        return FusedActivation.Of(node, y, node.Floats("activation_params") ?? []);
    }
}
