using Decant.Losses.Hints;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>The losses that a recipe can name.</summary>
internal static class DistillationLosses
{
    /// <summary>All of them.</summary>
    public static Catalogue<DistillationLoss> All { get; } =
        new(
            "loss",
            [
                new SoftTargetsLoss(),
                new HardLabelsLoss(),
                new LabelSmoothingLoss(),
                new DiceLoss(),
                new ReverseKlLoss(),
                new JensenShannonLoss(),
                new SkewKlLoss(),
                new SkewReverseKlLoss(),
                new TotalVariationLoss(),
                new DkdLoss(),
                new DistLoss(),
                new LogitStandardizationLoss(),
                new LogitMseLoss(),
                new SparseLoss(),
                new UldLoss(),
                new MultiLabelLoss(),
                new RegressionLoss(),
                new BoundedRegressionLoss(),
                .. HintLosses.All,
                new PeersLoss(),
                new ExitsLoss(),
                .. LearningTasks.All.SelectMany(task => task.Losses),
            ]
        )
        {
            NamesElsewhere = new Dictionary<string, string>
            {
                ["kd"] = "soft-targets",
                ["kl"] = "soft-targets",
                ["kl-divergence"] = "soft-targets",
                ["kldiv"] = "soft-targets",
                ["hinton"] = "soft-targets",
                ["distillation"] = "soft-targets",
                ["logits"] = "soft-targets",
                ["ce"] = "hard-labels",
                ["cross-entropy"] = "hard-labels",
                ["crossentropy"] = "hard-labels",
                ["labels"] = "hard-labels",
                ["nll"] = "hard-labels",
                ["ls"] = "label-smoothing",
                ["overlap"] = "dice",
                ["soft-dice"] = "dice",
                ["rkl"] = "reverse-kl",
                ["minillm"] = "reverse-kl",
                ["kl-reverse"] = "reverse-kl",
                ["fkl"] = "soft-targets",
                ["forward-kl"] = "soft-targets",
                ["jsd"] = "jensen-shannon",
                ["js"] = "jensen-shannon",
                ["gkd"] = "jensen-shannon",
                ["sfkl"] = "skew-kl",
                ["skl"] = "skew-kl",
                ["skewed-kl"] = "skew-kl",
                ["distillm"] = "skew-kl",
                ["srkl"] = "skew-reverse-kl",
                ["tvd"] = "total-variation",
                ["tv"] = "total-variation",
                ["decoupled"] = "dkd",
                ["decoupled-kd"] = "dkd",
                ["pearson"] = "dist",
                ["correlation"] = "dist",
                ["ls-kd"] = "logit-standardization",
                ["lskd"] = "logit-standardization",
                ["logit-std"] = "logit-standardization",
                ["mse"] = "logit-mse",
                ["l2"] = "logit-mse",
                ["logits-mse"] = "logit-mse",
                ["bce"] = "multi-label",
                ["multilabel"] = "multi-label",
                ["top-k"] = "sparse",
                ["topk"] = "sparse",
                ["wasserstein"] = "uld",
                ["universal"] = "uld",
                ["fitnets"] = "hint",
                ["fitnet"] = "hint",
                ["hints"] = "hint",
                ["features"] = "hint",
                ["mse-hint"] = "hint",
                ["cosine"] = "hint-cosine",
                ["patient"] = "pkd",
                ["at"] = "attention-transfer",
                ["attention"] = "attention-transfer",
                ["rkd"] = "rkd-distance",
                ["rkd-d"] = "rkd-distance",
                ["rkd-a"] = "rkd-angle",
                ["sp"] = "similarity-preserving",
                ["similarity"] = "similarity-preserving",
                ["mmd"] = "nst",
                ["channel-wise"] = "cwd",
                ["pair-wise"] = "pairwise",
                ["structured"] = "pairwise",
                ["infonce"] = "contrastive",
                ["variational"] = "vid",
                ["review"] = "review-kd",
                ["reviewkd"] = "review-kd",
                ["tinybert"] = "hidden-states",
                ["minilm"] = "attention-relations",
                ["minilmv2"] = "attention-relations",
            },
        };

    /// <summary>
    /// The terms of a recipe that names none: the task's loss with the teacher's answers, and a little of its loss with the labels.
    /// </summary>
    public static IReadOnlyList<DistillationLoss> DefaultOf(LearningTask task) =>
        [
            .. new[] { task.SoftTargetLoss, task.HardLabelLoss }.Select(name =>
                task.Losses.FirstOrDefault(loss => loss.Name == name) ?? All.Find(name)
            ),
        ];
}
