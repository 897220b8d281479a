using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Gather and GatherElements; 32-bit indices are widened.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="make">The operator for an axis.</param>
/// <param name="axisOf">The axis of an operator.</param>
internal sealed class GatherTranslation<TOperator>(string name, Func<long, TOperator> make, Func<TOperator, long> axisOf)
    : Translation<TOperator>(name, 2, 2)
    where TOperator : Operator
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var indices = node[1].Type == ElementType.Int32 ? node.Insert("indices", new Cast(ElementType.Int64), node[1]) : node[1];
        node.Add(make(node.Int("axis", 0)), node[0], indices);
    }

    /// <inheritdoc/>
    protected override void Write(TOperator gather, NodeWriter node) => node.Int("axis", axisOf(gather), 0);
}
