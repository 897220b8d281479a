using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Mod; fmod says that the rest has the sign of the dividend.</summary>
internal sealed class ModTranslation() : Translation<Mod>("Mod", 2, 2)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new Mod(node.Flag("fmod")), node[0], node[1]);

    /// <inheritdoc/>
    protected override void Write(Mod mod, NodeWriter node) => node.Int("fmod", mod.Truncated ? 1 : 0, 0);
}
