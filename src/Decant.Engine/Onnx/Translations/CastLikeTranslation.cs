using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>CastLike: a Cast to the type of the second input. Only read.</summary>
internal sealed class CastLikeTranslation() : ReadOnlyTranslation("CastLike", 2, 2)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("saturate", 1); // concerns only 8-bit floats
        node.Add(new Cast(node[1].Type), node[0]);
    }
}
