namespace Decant.Engine.Onnx.Translations;

/// <summary>CastLike: a Cast to the type of the second input. Only read.</summary>
internal sealed class CastLikeTranslation() : ReadOnlyTranslation("CastLike", 2, 2)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        CastTranslation.Read(node, node.TypeOf(1));
        node.Text("round_mode", "up"); // concerns only float8e8m0
    }
}
