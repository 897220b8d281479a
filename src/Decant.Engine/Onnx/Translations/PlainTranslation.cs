using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>An operator that ONNX and Decant define alike: all inputs required, no attributes but those of the former broadcast.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="inputs">Number of inputs.</param>
/// <param name="since">The first opset that has it.</param>
internal sealed class PlainTranslation<TOperator>(string name, int inputs, int since = 0) : Translation<TOperator>(name, inputs, inputs)
    where TOperator : Operator, new()
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new TOperator(), FormerBroadcast.Inputs(node));

    /// <inheritdoc/>
    protected override void Write(TOperator @operator, NodeWriter node)
    {
        if (node.Opset < since)
        {
            throw node.Error($"it exists from opset {since} on. Write with that opset or a newer one.");
        }
    }
}
