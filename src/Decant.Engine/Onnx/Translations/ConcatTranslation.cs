using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Concat.</summary>
internal sealed class ConcatTranslation() : Translation<Concat>("Concat", 1, int.MaxValue)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new Concat(node.Int("axis")), node.Inputs);

    /// <inheritdoc/>
    protected override void Write(Concat concat, NodeWriter node) => node.Int("axis", concat.Axis, assumed: long.MinValue);
}
