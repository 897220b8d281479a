using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>An operator that ONNX and Decant define alike: all inputs required, no attributes.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="inputs">Number of inputs.</param>
internal sealed class PlainTranslation<TOperator>(string name, int inputs) : Translation<TOperator>(name, inputs, inputs)
    where TOperator : Operator, new()
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new TOperator(), node.Inputs);
}
