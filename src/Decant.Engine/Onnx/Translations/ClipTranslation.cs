using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Clip; the bounds are attributes until opset 10, inputs from 11 on.</summary>
internal sealed class ClipTranslation() : Translation<Clip>("Clip", 1, 3, constants: [1, 2])
{
    private const int SinceInputs = 11;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        if (node.Opset < SinceInputs)
        {
            node.Add(new Clip(node.Float("min", double.NegativeInfinity), node.Float("max", double.PositiveInfinity)), node[0]);
        }
        else if ((node.Has(1) && !node.IsConstant(1)) || (node.Has(2) && !node.IsConstant(2)))
        {
            var raised = node.Has(1) ? node.Insert("raised", new Max(), node[0], node[1]) : node[0];
            node.Add(node.Has(2) ? new Min() : new Identity(), node.Has(2) ? [raised, node[2]] : [raised]);
        }
        else
        {
            node.Add(
                new Clip(node.ConstantNumber(1) ?? double.NegativeInfinity, node.ConstantNumber(2) ?? double.PositiveInfinity),
                node[0]
            );
        }
    }

    /// <inheritdoc/>
    protected override void Write(Clip clip, NodeWriter node)
    {
        var type = node.Node.Outputs[0].Type;
        node.Constant("min", double.IsNegativeInfinity(clip.Minimum) ? null : clip.Minimum, type);
        node.Constant("max", double.IsPositiveInfinity(clip.Maximum) ? null : clip.Maximum, type);
    }
}
