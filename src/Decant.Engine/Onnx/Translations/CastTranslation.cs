using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Cast. To a 16-bit float means to a 32-bit float, as everywhere in reading; floats are rounded and cut to 4-bit integers.</summary>
internal sealed class CastTranslation() : Translation<Cast>("Cast", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("saturate", 1); // concerns only 8-bit floats
        var code = (int)Math.Clamp(node.Int("to"), 0, int.MaxValue);
        var type = OnnxElementType.Read(code);
        if (OnnxElementType.IsHalfByte(code) && node[0].Type.IsFloat())
        {
            var (lowest, highest) = QuantizedScale.RangeOf(code);
            node.Give(node[0].Round().Clip(lowest, highest).Cast(type));
        }
        else
        {
            node.Add(new Cast(type), node[0]);
        }
    }

    /// <inheritdoc/>
    protected override void Write(Cast cast, NodeWriter node) => node.Int("to", (long)cast.To, assumed: 0);
}
