using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// CausalConvWithState: every channel's own convolution over a sequence [B, C, T] that looks back only, with the last inputs of the call
/// before in front; then nothing or SiLU, y · sigmoid(y). The last inputs are an output, for the next call.
/// </summary>
internal sealed class CausalConvWithStateTranslation() : ReadOnlyTranslation("CausalConvWithState", 2, 4)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, w) = (node[0], node[1]);
        if (x.Shape.Rank != 3 || w.Shape.Rank != 3 || x.Shape[1] != w.Shape[0])
        {
            throw new DecantException($"expected a sequence [B, C, T] and weights [C, 1, K], received {x} and {w}.");
        }

        var (channels, kernel) = (x.Shape[1].Size, w.Shape[2].Size);
        var longer = node.Has(3) ? new[] { node[3], x }.Concat(2) : x.Pad([0, 0, kernel - 1], [0, 0, 0]);
        var row = longer.Unsqueeze(2).Conv(w.Unsqueeze(2), node.Optional(2), new Window(), channels);
        var y = row.Graph.Add(new Squeeze([2]), row);
        node.Give(
            node.Text("activation", "none") switch
            {
                "none" => y,
                "silu" or "swish" => y * y.Sigmoid(),
                var other => throw new DecantException($"activation must be none, silu or swish, received '{other}'."),
            }
        );
        node.Give(longer.Slice(2, x.Shape[2].Size, int.MaxValue), 1);
    }
}
