using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Elu.</summary>
internal sealed class EluTranslation() : Translation<Elu>("Elu", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new Elu(node.Float("alpha", 1)), node[0]);

    /// <inheritdoc/>
    protected override void Write(Elu elu, NodeWriter node) => node.Float("alpha", elu.Alpha, 1);
}
