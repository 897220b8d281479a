using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Unsqueeze; the axes are an attribute until opset 12, an input from 13 on.</summary>
internal sealed class UnsqueezeTranslation() : Translation<Unsqueeze>("Unsqueeze", 1, 2, constants: [1])
{
    private const int SinceInput = 13;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var axes = node.Opset >= SinceInput ? node.ConstantInts(1) : node.Ints("axes");
        node.Add(new Unsqueeze(axes ?? throw new DecantException("the axes are missing.")), node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(Unsqueeze unsqueeze, NodeWriter node) => node.Constant("axes", unsqueeze.Axes);
}
