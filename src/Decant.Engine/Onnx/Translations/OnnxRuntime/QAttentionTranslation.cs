namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// QAttention: Attention of an input and weights of whole numbers. Inputs: x, weights, bias, scale of x, scale of the weights, mask, zero
/// point of x, zero point of the weights, keys and values of earlier calls.
/// </summary>
internal sealed class QAttentionTranslation() : RuntimeTranslation("QAttention", 5, 9)
{
    private const int Nowhere = int.MaxValue;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, w) = (node[0], node[1]);
        Graphs.Value? Columns(int input) => node.Has(input) ? QuantizedScale.Spread(node[input], w, w.Shape.Rank - 1, 0) : null;
        var meant = QuantizedScale.Dequantize(
            x,
            QuantizedScale.Spread(node[3], x, 0, 0),
            node.Has(6) ? QuantizedScale.Spread(node[6], x, 0, 0) : null
        );
        AttentionTranslation.Add(node, meant, QuantizedScale.Dequantize(w, Columns(4)!, Columns(7)), mask: 5, past: 8, added: Nowhere);
    }
}
