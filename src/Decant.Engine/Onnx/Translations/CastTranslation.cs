using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Cast. To a 16-bit float means to a 32-bit float, as everywhere in reading.</summary>
internal sealed class CastTranslation() : Translation<Cast>("Cast", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("saturate", 1); // concerns only 8-bit floats
        node.Add(new Cast(OnnxElementType.Read((int)Math.Clamp(node.Int("to"), 0, int.MaxValue))), node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(Cast cast, NodeWriter node) => node.Int("to", (long)cast.To, assumed: 0);
}
