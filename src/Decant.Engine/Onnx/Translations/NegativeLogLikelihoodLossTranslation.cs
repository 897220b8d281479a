using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>NegativeLogLikelihoodLoss of log-probabilities [N, C, ...] and labels [N, ...].</summary>
internal sealed class NegativeLogLikelihoodLossTranslation() : FormulaTranslation("NegativeLogLikelihoodLoss", 2, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => LikelihoodLoss.Of(node, node[0], node[1], node.Optional(2));
}
