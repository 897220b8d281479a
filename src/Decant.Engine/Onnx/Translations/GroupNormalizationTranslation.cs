using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// GroupNormalization: groups of channels by their own mean and variance; until opset 20 scale and bias are per group, from 21 on per
/// channel.
/// </summary>
internal sealed class GroupNormalizationTranslation() : FormulaTranslation("GroupNormalization", 3, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        node.Int("stash_type", 1); // the precision inside, which is the input's here
        var (x, groups) = (node[0], (int)node.Int("num_groups"));
        var inner = new Shape(x.Shape.Skip(1)).Elements.DividedBy(groups)
            ?? throw new DecantException($"{groups} groups do not divide the channels of {x}.");
        var (y, _, _) = Standardized.Of(x.Reshape(new Shape(x.Shape[0], groups, inner)), [2], node.Float("epsilon", 1e-5));
        if (node.Opset < 21)
        {
            return ((y * node[1].Unsqueeze(-1)) + node[2].Unsqueeze(-1)).Reshape(x.Shape);
        }

        return (y.Reshape(x.Shape) * Standardized.PerChannel(node[1], x)) + Standardized.PerChannel(node[2], x);
    }
}
