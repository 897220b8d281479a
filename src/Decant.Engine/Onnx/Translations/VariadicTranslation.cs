using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Max and Min: of one input or more in ONNX, of two here.</summary>
/// <param name="name">ONNX's name.</param>
internal sealed class VariadicTranslation<TOperator>(string name) : Translation<TOperator>(name, 1, int.MaxValue)
    where TOperator : Operator, new()
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var inputs = node.Inputs;
        if (inputs.Length == 1)
        {
            node.Add(new Identity(), inputs);
            return;
        }

        var joined = inputs[0];
        foreach (var input in inputs[1..^1])
        {
            joined = node.Insert("partial", new TOperator(), joined, input);
        }

        node.Add(new TOperator(), joined, inputs[^1]);
    }
}
