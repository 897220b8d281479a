using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>SoftmaxCrossEntropyLoss of logits [N, C, ...] and labels [N, ...]; the log-probabilities are an output too.</summary>
internal sealed class SoftmaxCrossEntropyLossTranslation() : ReadOnlyTranslation("SoftmaxCrossEntropyLoss", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var logProbabilities = node[0].LogSoftmax(1);
        node.Give(LikelihoodLoss.Of(node, logProbabilities, node[1], node.Optional(2)));
        node.Give(logProbabilities, 1);
    }
}
