namespace Decant.Losses.Hints;

/// <summary>The losses that compare values inside the two networks.</summary>
internal static class HintLosses
{
    /// <summary>What holds of weights that were found for long trainings.</summary>
    public const string ForLongTrainings =
        "The weight is for long trainings: in a few hundred steps it drowns labels alone, and the student ends "
        + "below one without hints. With a hundredth of it (of `nst`, a fiftieth) it gains there.";

    /// <summary>All of them.</summary>
    public static HintLoss[] All =>
        [
            new HintRegressionLoss(),
            new HintCosineLoss(),
            new PatientDistillationLoss(),
            new AttentionTransferLoss(),
            new RelationalDistanceLoss(),
            new RelationalAngleLoss(),
            new SimilarityPreservingLoss(),
            new ProbabilityTransferLoss(),
            new NeuronSelectivityLoss(),
            new ChannelWiseLoss(),
            new PairwiseSimilarityLoss(),
            new ContrastiveLoss(),
            new ContrastiveRepresentationLoss(),
            new VariationalInformationLoss(),
            new ReviewLoss(),
            new HiddenStatesLoss(),
            new AttentionMapsLoss(),
            new AttentionRelationsLoss(),
        ];
}
