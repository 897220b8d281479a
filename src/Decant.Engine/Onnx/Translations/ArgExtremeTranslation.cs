using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ArgMax and ArgMin: the position of the best element, which is the first place of TopK.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="largest">Whether the largest is meant.</param>
internal sealed class ArgExtremeTranslation(string name, bool largest) : FormulaTranslation(name, 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, axis) = (node[0], node[0].Shape.Axis(node.Int("axis", 0)));
        Value positions;
        if (node.Flag("select_last_index"))
        {
            // The last of equal ones is the first when the axis is walked from its end.
            var backwards = x.Graph.Add(new Slice([-1], [long.MinValue], [axis], [-1]), x);
            var fromEnd = backwards.TopK(1, axis, largest).Positions;
            positions = fromEnd.Constant(x.Shape[axis].Size - 1) - fromEnd;
        }
        else
        {
            positions = x.TopK(1, axis, largest).Positions;
        }

        return node.Flag("keepdims", true) ? positions : x.Graph.Add(new Squeeze([axis]), positions);
    }
}
