using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>LeakyRelu.</summary>
internal sealed class LeakyReluTranslation() : Translation<LeakyRelu>("LeakyRelu", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new LeakyRelu(node.Float("alpha", 0.01)), node[0]);

    /// <inheritdoc/>
    protected override void Write(LeakyRelu relu, NodeWriter node) => node.Float("alpha", relu.Alpha, 0.01);
}
