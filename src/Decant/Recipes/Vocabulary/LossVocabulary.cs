using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>The losses that a recipe can name.</summary>
internal static class LossVocabulary
{
    public static Catalogue<LossDescription> All { get; } = new(
        "loss",
        new LossDescription("soft-targets", "The teacher's probabilities at a temperature (Hinton et al. 2015, arXiv:1503.02531).", 0.9, OptionSet.DeclaredIn(typeof(SoftTargetsOptions))),
        new LossDescription("hard-labels", "Cross-entropy with the labels, at temperature 1.", 0.1, OptionSet.Empty),
        new LossDescription("label-smoothing", "Cross-entropy with labels of which a share is spread over all classes.", 0.1, OptionSet.DeclaredIn(typeof(LabelSmoothingOptions))))
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
    public static IReadOnlyList<LossDescription> Default { get; } = [All.Find("soft-targets"), All.Find("hard-labels")];
}
