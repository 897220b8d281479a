using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Dropout of a model that is run, not trained; the ratio is an attribute until opset 11, an input from 12 on. Until 6 it is in training
/// mode unless it says <c>is_test</c>, from 12 on if an input says so.
/// </summary>
internal sealed class DropoutTranslation() : Translation<Dropout>("Dropout", 1, 3, constants: [1, 2])
{
    private const int SinceEvaluated = 7;
    private const int SinceInputs = 12;
    private const double Assumed = 0.5;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("seed", 0); // another generator draws here
        var ratio = node.Opset < SinceInputs ? node.Float("ratio", Assumed) : node.ConstantNumber(1) ?? Assumed;
        var isTraining =
            ratio > 0 && (node.Opset < SinceEvaluated ? !node.Flag("is_test") : node.ConstantNumber(2) is { } training && training != 0);
        if (!node.IsOutputUsed(1))
        {
            node.Add(new Dropout(ratio, isTraining), node[0]);
            return;
        }

        if (isTraining)
        {
            throw new DecantException("it is in training mode, so its mask is random. Export the model in evaluation mode.");
        }

        // The mask of what is kept: everything.
        node.Give(node[0].Dropout(ratio));
        node.Give(node.Number(Tensor.Scalar(true)).BroadcastTo(node[0].Shape), 1);
    }

    /// <inheritdoc/>
    protected override void Write(Dropout dropout, NodeWriter node)
    {
        node.Constant("ratio", dropout.Ratio == Assumed ? null : dropout.Ratio, ElementType.Float32);
        if (dropout.IsTraining)
        {
            node.Constant("training_mode", 1, ElementType.Bool);
        }
    }
}
