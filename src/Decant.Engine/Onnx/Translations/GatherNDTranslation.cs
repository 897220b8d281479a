using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>GatherND: slices picked by whole positions, as one Gather over the axes that they name together.</summary>
internal sealed class GatherNDTranslation() : FormulaTranslation("GatherND", 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, indices, batch) = (node[0], node[1].Cast(ElementType.Int64), (int)node.Int("batch_dims", 0));
        var depth = indices.Shape[^1].Size;
        var rows = IndexRows.Of(node, indices, x.Shape.Skip(batch).Take(depth).ToArray());
        if (batch > 0)
        {
            // Every sample picks from its own rows.
            var samples = x.Shape.Take(batch).Aggregate(1, (product, size) => product * size.Size);
            var perSample = x.Shape.Skip(batch).Take(depth).Aggregate(1, (product, size) => product * size.Size);
            var offsets = node.Counting(ElementType.Int64, samples, i => (double)i * perSample)
                .Reshape(new Shape([.. x.Shape.Take(batch), .. Enumerable.Repeat((Dimension)1, rows.Shape.Rank - batch)]));
            rows += offsets;
        }

        var picked = new Shape(x.Shape.Take(batch + depth)).Elements;
        return x.Reshape(new Shape([picked, .. x.Shape.Skip(batch + depth)])).Gather(rows);
    }
}
