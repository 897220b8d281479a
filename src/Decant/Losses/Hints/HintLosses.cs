namespace Decant.Losses.Hints;

/// <summary>The losses that compare values inside the two networks.</summary>
internal static class HintLosses
{
    /// <summary>All of them.</summary>
    public static HintLoss[] All =>
    [
        new HintRegressionLoss(), new HintCosineLoss(), new PatientDistillationLoss(), new AttentionTransferLoss(), new RelationalDistanceLoss(), new RelationalAngleLoss(),
        new SimilarityPreservingLoss(), new ProbabilityTransferLoss(), new NeuronSelectivityLoss(), new ChannelWiseLoss(), new ContrastiveLoss(),
        new ContrastiveRepresentationLoss(), new VariationalInformationLoss(), new ReviewLoss(), new HiddenStatesLoss(), new AttentionMapsLoss(), new AttentionRelationsLoss(),
    ];
}
