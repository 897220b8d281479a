using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Cast; until opset 5 the type is a name.</summary>
internal sealed class CastTranslation() : Translation<Cast>("Cast", 1, 1)
{
    private const int SinceNumber = 6;
    private const int SinceLowBits = 25;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var code =
            node.Opset < SinceNumber ? OnnxElementType.CodeOf(node.Text("to", "")) : (int)Math.Clamp(node.Int("to"), 0, int.MaxValue);
        Read(node, code);
        node.Text("round_mode", "up"); // concerns only float8e8m0
    }

    /// <summary>Adds the cast to one of a file's types.</summary>
    public static void Read(NodeReader node, int code)
    {
        var saturate = node.Flag("saturate", true);
        if (OnnxElementType.PackedBits(code) > 0 || SmallFloat.Of(code) is not null || code == OnnxElementType.Float8E8M0)
        {
            node.Give(NarrowCast.To(Limited(node, code), code, saturate));
        }
        else
        {
            node.Add(new Cast(OnnxElementType.Read(code)), node[0]);
        }
    }

    // Until opset 24 floats were rounded and cut to the range of narrow integers; from 25 on these keep the low bits.
    private static Value Limited(NodeReader node, int code)
    {
        if (node.Opset >= SinceLowBits || !node[0].Type.IsFloat() || OnnxElementType.Read(code).IsFloat())
        {
            return node[0];
        }

        var (lowest, highest) = QuantizedScale.RangeOf(code);
        return node[0].Round().Clip(lowest, highest);
    }

    /// <inheritdoc/>
    protected override void Write(Cast cast, NodeWriter node) => node.Int("to", (long)cast.To, assumed: 0);
}
