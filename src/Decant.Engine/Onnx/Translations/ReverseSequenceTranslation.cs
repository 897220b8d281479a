using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ReverseSequence: the first elements of every row, as many as its length says, in the other direction.</summary>
internal sealed class ReverseSequenceTranslation() : FormulaTranslation("ReverseSequence", 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, batch, time) = (node[0], (int)node.Int("batch_axis", 1), (int)node.Int("time_axis", 0));
        Shape Along(int axis) => new(x.Shape.Select((size, i) => i == axis ? size : 1));
        var t = node.Counting(ElementType.Int64, x.Shape[time].Size, i => i).Reshape(Along(time));
        var length = node[1].Cast(ElementType.Int64).Reshape(Along(batch));
        var source = t.IsLessThan(length).Where(length - 1 - t, t);
        return x.GatherElements(source.BroadcastTo(x.Shape), time);
    }
}
