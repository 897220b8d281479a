using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ReduceSum, ReduceMean, ReduceMax and ReduceMin; the axes are an attribute at first and an input later.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="sinceInput">The first opset in which the axes are an input.</param>
/// <param name="make">The operator for axes and whether they are kept.</param>
internal sealed class ReductionTranslation<TOperator>(string name, int sinceInput, Func<IReadOnlyList<long>?, bool, TOperator> make)
    : Translation<TOperator>(name, 1, 2, constants: [1])
    where TOperator : Reduction
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var axes = node.Opset >= sinceInput ? node.ConstantInts(1) : node.Ints("axes");
        var (keep, nothing) = (node.Flag("keepdims", true), node.Flag("noop_with_empty_axes"));
        if (axes is null or { Count: 0 } && nothing)
        {
            node.Add(new Identity(), node[0]);
            return;
        }

        var reduction = make(axes is { Count: > 0 } ? axes : null, keep);
        if (node[0].Type == Graphs.ElementType.Bool)
        {
            // The largest of truth values: whether one is true; the smallest: whether all are.
            node.Give(node.Graph.Add(reduction, node[0].Cast(Graphs.ElementType.UInt8)).Cast(Graphs.ElementType.Bool));
            return;
        }

        node.Add(reduction, node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(TOperator reduction, NodeWriter node)
    {
        var axes = reduction.Axes is { Count: > 0 } ? reduction.Axes : null;
        if (node.Opset >= sinceInput)
        {
            node.Constant("axes", axes);
        }
        else
        {
            node.Ints("axes", axes);
        }

        node.Int("keepdims", reduction.KeepDimensions ? 1 : 0, 1);
    }
}
