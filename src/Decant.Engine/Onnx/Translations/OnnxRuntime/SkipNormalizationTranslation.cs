using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// SkipLayerNormalization and SkipSimplifiedLayerNormalization: normalisation over the last axis of input + skip + bias; the sum is an
/// output too.
/// </summary>
/// <param name="name">The operator's name.</param>
/// <param name="centred">Whether the mean is taken away; only then there is a shift (input 3) in front of the bias.</param>
internal sealed class SkipNormalizationTranslation(string name, bool centred) : RuntimeTranslation(name, 3, centred ? 5 : 4)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (sum, bias) = (node[0] + node[1], centred ? 4 : 3);
        sum = node.Has(bias) ? sum + node[bias] : sum;
        long[] last = [sum.Shape.Rank - 1];
        var epsilon = node.Float("epsilon", 1e-12);
        var (y, mean, inverse) = centred ? Standardized.Of(sum, last, epsilon) : Standardized.ByRootMeanSquare(sum, last, epsilon);
        y *= node[2];
        node.Give(centred && node.Has(3) ? y + node[3] : y);
        if (mean is not null)
        {
            node.Give(mean, 1);
        }

        node.Give(inverse, 2);
        node.Give(sum.Identity(), 3);
    }
}
