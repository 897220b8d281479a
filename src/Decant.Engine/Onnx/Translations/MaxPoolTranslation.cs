using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// MaxPool, of one, two or three dimensions; of 8-bit numbers too, which floats hold exactly. The places of the maxima are a formula of
/// their own.
/// </summary>
internal sealed class MaxPoolTranslation() : Translation<MaxPool>("MaxPool", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var columnsFirst = node.Flag("storage_order"); // concerns only the places
        if (node.IsOutputUsed(1))
        {
            var (largest, places) = WindowMaximum.Of(node, node[0], WindowAxes.Read(node, node[0].Shape, null), columnsFirst);
            node.Give(largest);
            node.Give(places, 1);
        }
        else if (Volume.Is(node))
        {
            node.Give(Volume.Pool(node[0], WindowAxes.Read(node, node[0].Shape, null), (x, window) => x.MaxPool(window)));
        }
        else if (node[0].Type is ElementType.UInt8 or ElementType.Int8)
        {
            var y = WindowFormat.Image(node, 0).Cast(ElementType.Float32).MaxPool(WindowFormat.Read(node, null)).Cast(node[0].Type);
            node.Give(node[0].Shape.Rank == 3 ? y.Graph.Add(new Squeeze([2]), y) : y);
        }
        else
        {
            WindowFormat.Add(node, new MaxPool(WindowFormat.Read(node, null)), WindowFormat.Image(node, 0));
        }
    }

    /// <inheritdoc/>
    protected override void Write(MaxPool pool, NodeWriter node) => WindowFormat.Write(pool.Window, node);
}
