using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Flatten.</summary>
internal sealed class FlattenTranslation() : Translation<Flatten>("Flatten", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new Flatten(node.Int("axis", 1)), node[0]);

    /// <inheritdoc/>
    protected override void Write(Flatten flatten, NodeWriter node) => node.Int("axis", flatten.Axis, 1);
}
