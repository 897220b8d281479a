using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>BatchNormalization; in training mode (opset 14 on) with the next running statistics as outputs.</summary>
internal sealed class BatchNormalizationTranslation() : Translation<BatchNormalization>("BatchNormalization", 5, 5)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (epsilon, momentum) = (node.Float("epsilon", 1e-5), node.Float("momentum", 0.9));
        if (node.Int("spatial", 1) != 1)
        {
            throw new DecantException(
                "statistics for every element (spatial = 0) are not known here, only for every channel. Export the model with opset 9 or newer.");
        }

        if (node.Flag("training_mode"))
        {
            node.Add(new BatchNormalizationTraining(epsilon, momentum), node.Inputs);
        }
        else
        {
            node.Add(new BatchNormalization(epsilon, momentum), node.Inputs);
        }
    }

    /// <inheritdoc/>
    protected override void Write(BatchNormalization norm, NodeWriter node)
    {
        node.RefuseFused(norm.Activation);
        node.Float("epsilon", norm.Epsilon, 1e-5);
        node.Float("momentum", norm.Momentum, 0.9);
    }
}
