using Decant.Options;

namespace Decant.Losses;

/// <summary>The losses that a recipe can name.</summary>
public static class DistillationLosses
{
    /// <summary>All of them.</summary>
    public static Catalogue<DistillationLoss> All { get; } = new("loss", new SoftTargetsLoss(), new HardLabelsLoss(), new LabelSmoothingLoss(), new PeersLoss(), new ExitsLoss())
    {
        NamesElsewhere = new Dictionary<string, string>
        {
            ["kd"] = "soft-targets", ["kl"] = "soft-targets", ["kl-divergence"] = "soft-targets", ["kldiv"] = "soft-targets",
            ["hinton"] = "soft-targets", ["distillation"] = "soft-targets", ["logits"] = "soft-targets",
            ["ce"] = "hard-labels", ["cross-entropy"] = "hard-labels", ["crossentropy"] = "hard-labels", ["labels"] = "hard-labels", ["nll"] = "hard-labels",
            ["ls"] = "label-smoothing",
        },
    };

    /// <summary>The terms of a recipe that names none: soft targets, and a little of the labels.</summary>
    public static IReadOnlyList<DistillationLoss> Default { get; } = [All.Find("soft-targets"), All.Find("hard-labels")];
}
