using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Squeeze; the axes are an attribute until opset 12, an input from 13 on.</summary>
internal sealed class SqueezeTranslation() : Translation<Squeeze>("Squeeze", 1, 2, constants: [1])
{
    private const int SinceInput = 13;

    /// <inheritdoc/>
    public override void Read(NodeReader node) =>
        node.Add(new Squeeze(node.Opset >= SinceInput ? node.ConstantInts(1) : node.Ints("axes")), node[0]);

    /// <inheritdoc/>
    protected override void Write(Squeeze squeeze, NodeWriter node) => node.Constant("axes", squeeze.Axes);
}
