using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>CenterCropPad: cut or padded with zeros around the middle to sizes that are known when the graph is made.</summary>
internal sealed class CenterCropPadTranslation() : FormulaTranslation("CenterCropPad", 2, 2, constants: [1])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var x = node[0];
        var axes = node.Ints("axes")?.Select(x.Shape.Axis).ToArray() ?? [.. Enumerable.Range(0, x.Shape.Rank)];
        foreach (var (axis, wanted) in axes.Zip(node.ConstantInts(1)!))
        {
            var size = x.Shape[axis].Size;
            if (wanted < size)
            {
                var start = (size - wanted) / 2;
                x = x.Slice(axis, start, start + wanted);
            }
            else if (wanted > size)
            {
                long[] before = new long[x.Shape.Rank],
                    after = new long[x.Shape.Rank];
                before[axis] = (wanted - size) / 2;
                after[axis] = wanted - size - before[axis];
                x = x.Pad(before, after);
            }
        }

        return x;
    }
}
