using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// TensorScatter: the updates of every sample written into its part of a cache, from a place on that an input names; in circular mode on
/// from the front after the end.
/// </summary>
internal sealed class TensorScatterTranslation() : FormulaTranslation("TensorScatter", 2, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (cache, update) = (node[0], node[1]);
        var axis = cache.Shape.Axis(node.Int("axis", -2));
        var mode = node.Text("mode", "linear");
        if (axis == 0 || mode is not ("linear" or "circular") || cache.Shape.Rank != update.Shape.Rank)
        {
            throw new DecantException(
                $"expected mode linear or circular, an axis after the first and an update of as many axes as "
                    + $"{cache}, received '{mode}', {axis} and {update}."
            );
        }

        Shape Along(int only, Dimension size) => new(Enumerable.Range(0, cache.Shape.Rank).Select(i => i == only ? size : 1));
        var places = node.Counting(ElementType.Int64, update.Shape[axis].Size, i => i).Reshape(Along(axis, update.Shape[axis]));
        places = node.Has(2) ? places + node[2].Cast(ElementType.Int64).Reshape(Along(0, cache.Shape[0])) : places;
        places = mode == "circular" ? places.Mod(places.Constant(cache.Shape[axis].Size)) : places;
        return cache.ScatterElements(places.BroadcastTo(update.Shape), update, axis);
    }
}
