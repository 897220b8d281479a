using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>CumSum along a constant axis.</summary>
internal sealed class CumSumTranslation() : Translation<CumSum>("CumSum", 2, 2, constants: [1])
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var axis = node.ConstantInts(1) is [var only] ? only : throw new DecantException("its axis must be one whole number.");
        node.Add(new CumSum(node[0].Shape.Axis(axis), node.Flag("exclusive"), node.Flag("reverse")), node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(CumSum cumSum, NodeWriter node)
    {
        node.Number("axis", cumSum.Axis);
        node.Int("exclusive", cumSum.Exclusive ? 1 : 0, 0);
        node.Int("reverse", cumSum.Reverse ? 1 : 0, 0);
    }
}
