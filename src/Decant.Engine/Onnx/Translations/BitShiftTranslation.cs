using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>BitShift, to the LEFT or to the RIGHT.</summary>
internal sealed class BitShiftTranslation() : Translation<BitShift>("BitShift", 2, 2)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Add(
            new BitShift(
                node.Text("direction", "") switch
                {
                    "LEFT" => true,
                    "RIGHT" => false,
                    var other => throw new DecantException($"direction must be LEFT or RIGHT, received '{other}'."),
                }
            ),
            node[0],
            node[1]
        );
    }

    /// <inheritdoc/>
    protected override void Write(BitShift bitShift, NodeWriter node) => node.Text("direction", bitShift.Left ? "LEFT" : "RIGHT");
}
