using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Concat; until opset 3 along axis 1 where none is given.</summary>
internal sealed class ConcatTranslation() : Translation<Concat>("Concat", 1, int.MaxValue)
{
    private const int SinceAxis = 4;

    /// <inheritdoc/>
    public override void Read(NodeReader node) =>
        node.Add(new Concat(node.Opset < SinceAxis ? node.Int("axis", 1) : node.Int("axis")), node.Inputs);

    /// <inheritdoc/>
    protected override void Write(Concat concat, NodeWriter node) => node.Int("axis", concat.Axis, assumed: long.MinValue);
}
