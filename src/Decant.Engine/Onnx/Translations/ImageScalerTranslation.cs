using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ImageScaler, an experimental operator of old files: y = scale · x + bias, with a bias for each channel.</summary>
internal sealed class ImageScalerTranslation() : FormulaTranslation("ImageScaler", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (y, bias) = (node[0] * node.Float("scale", 1), node.Floats("bias") ?? []);
        return bias.Length == 0 ? y : y + Standardized.PerChannel(node.Number(ConstantNumbers.As(y.Type, bias, bias.Length)), y);
    }
}
