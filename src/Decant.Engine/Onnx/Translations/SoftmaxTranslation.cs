using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Softmax and LogSoftmax; until opset 12 all axes from the given one on (1 when absent) share one sum, from 13 on the given one alone (the
/// last when absent).
/// </summary>
/// <param name="name">ONNX's name.</param>
/// <param name="make">The operator for an axis.</param>
/// <param name="axisOf">The axis of an operator.</param>
internal sealed class SoftmaxTranslation<TOperator>(string name, Func<long, TOperator> make, Func<TOperator, long> axisOf)
    : Translation<TOperator>(name, 1, 1)
    where TOperator : Operator
{
    private const int SinceOneAxis = 13;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var x = node[0];
        if (node.Opset >= SinceOneAxis)
        {
            node.Add(make(node.Int("axis", -1)), x);
            return;
        }

        var axis = node.Int("axis", 1);
        if (x.Shape.Axis(axis) == x.Shape.Rank - 1)
        {
            node.Add(make(axis), x);
            return;
        }

        var flat = node.Insert("flat", make(1), node.Insert("matrix", new Flatten(axis), x));
        node.Add(new Reshape(x.Shape), flat);
    }

    /// <inheritdoc/>
    protected override void Write(TOperator softmax, NodeWriter node) => node.Int("axis", axisOf(softmax), -1);
}
