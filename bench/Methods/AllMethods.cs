using Decant.Losses;

namespace Decant.Methods.Bench;

/// <summary>Every loss and every scheme, once.</summary>
internal static class AllMethods
{
    private const string Labels = "{ hard-labels: { weight: 1 } }";
    private const string Soft = "{ soft-targets: { temperature: 4, weight: 0.9 } }, { hard-labels: { weight: 0.1 } }";
    private const string Teacher = "train: { model: cnn, channels: [16, 32, 64], epochs: 20, augment: { shift: 2, rotate: 10 } }";

    private static readonly Dictionary<string, string> s_options = new()
    {
        ["sparse"] = "top: 3",
        ["peers"] = "count: 2",
        ["exits"] = "at: [block2]",
    };

    // Where a hint is looked for: maps in the middle, or the vector before the head.
    private static readonly string[] s_onVectors =
    [
        "hint-cosine",
        "pkd",
        "rkd-distance",
        "rkd-angle",
        "similarity-preserving",
        "pkt",
        "contrastive",
        "crd",
    ];
    private static readonly string[] s_onMaps = ["hint", "attention-transfer", "nst", "cwd", "vid"];
    private static readonly string[] s_onTransformers = ["hidden-states", "attention-maps", "attention-relations"];

    /// <summary>Losses first, then schemes.</summary>
    public static IReadOnlyList<Method> List { get; } = [.. DistillationLosses.All.Select(OfLoss), .. Schemes()];

    private static Method OfLoss(DistillationLoss loss)
    {
        var name = loss.Name;
        var options = s_options.GetValueOrDefault(name, "");
        if (s_onTransformers.Contains(name))
        {
            return new Method("Hints", name)
            {
                Absence = "compares the layers of transformers: `bench/Methods -- texts DATA` runs it on texts, see Transformers",
            };
        }

        if (name is "multi-label")
        {
            return new Method("Answers", name, "losses=[multi-label, hard-labels]")
            {
                Setting = ["task=image-multi-label", "data.target=strokes"],
            };
        }

        if (name is "regression" or "bounded-regression")
        {
            // A digit that is turned has another slant, so the teacher sees none turned; and squared errors ask for smaller steps than its
            // 0.1.
            return new Method("Answers", name, $"losses=[{name}, hard-labels]")
            {
                Setting =
                [
                    "task=image-regression",
                    "data.target=slant",
                    "teacher={ train: { model: cnn, channels: [16, 32, 64], epochs: 40, optimizer: adamw, "
                        + "learning-rate: 0.003, augment: { shift: 2 } } }",
                ],
            };
        }

        if (s_onVectors.Contains(name) || s_onMaps.Contains(name) || name == "review-kd")
        {
            var value =
                s_onVectors.Contains(name) ? "features"
                : name == "review-kd" ? "[block1, block2, block3]"
                : "block2";
            return new Method("Hints", name, $"losses=[{{ {name}: {{ teacher: {value}, student: {value} }} }}, hard-labels]");
        }

        var isTeacherless = !loss.NeedsTeacher;
        return new Method(
            isTeacherless && loss.TrainedState is not null ? "Schemes" : "Answers",
            name,
            [
                $"losses=[{{ {name}: {{ {options} }} }}{(name is "hard-labels" or "label-smoothing" ? "" : ", hard-labels")}]",
                .. isTeacherless ? new[] { "teacher=none" } : [],
            ]
        );
    }

    private static IEnumerable<Method> Schemes() =>
        [
            new(
                "Schemes",
                "temperature falls: 8 to 2",
                "losses=[{ soft-targets: { temperature: { from: 8, to: 2, schedule: linear } } }, { hard-labels: { weight: 0.1 } }]"
            ),
            new(
                "Schemes",
                "curriculum temperature",
                "losses=[{ soft-targets: { temperature: { from: 1, to: 8, schedule: curriculum } } }, { hard-labels: { weight: 0.1 } }]"
            ),
            new("Schemes", "balance: auto", $"losses=[{Soft}]", "balance=auto"),
            new(
                "Schemes",
                "ensemble of two CNNs and an MLP",
                $"losses=[{Soft}]",
                $"teacher={{ ensemble: [{{ {Teacher} }}, {{ {Teacher} }}, {{ train: {{ model: mlp, hidden: [256], epochs: 20 }} }}] }}"
            ),
            new(
                "Schemes",
                "ensemble, weighted by confidence",
                $"losses=[{Soft}]",
                $"teacher={{ ensemble: [{{ {Teacher} }}, {{ {Teacher} }}, {{ train: {{ model: mlp, hidden: [256], "
                    + $"epochs: 20 }} }}], combine: confidence }}"
            ),
            new("Schemes", "assistant between", $"losses=[{Soft}]", "assistants=[{ model: cnn, channels: [8, 16, 32] }]"),
            new("Schemes", "three generations, no teacher", $"losses=[{Soft}]", "teacher=none", "student.generations=3"),
            new(
                "Schemes",
                "the student's moving average as teacher",
                $"losses=[{Labels}, {{ soft-targets: {{ temperature: 2, weight: {{ from: 0, to: 1, schedule: warm-up, over: 0.5 }} }} }}]",
                "teacher={ average: 0.99 }"
            ),
            new(
                "Schemes",
                "hint stage, then soft targets",
                $"losses=[{Soft}]",
                "hint-stage={ epochs: 4, losses: [{ hint: { teacher: block2, student: block2 } }] }"
            ),
            new("Schemes", "soft targets, then labels", $"losses=[{Soft}]", "fine-tune={ epochs: 4, learning-rate: 0.005 }"),
            new(
                "Schemes",
                "begins from the teacher's layers, first one frozen",
                $"losses=[{Soft}]",
                "student={ model: cnn, channels: [16, 8, 16], init: { teacher: on }, freeze: ['block1*'] }"
            )
            {
                Setting = ["student={ model: cnn, channels: [16, 8, 16] }"],
            },
            new("Schemes", "CNN to MLP", $"losses=[{Soft}]") { Setting = ["student={ model: mlp, hidden: [32] }"] },
            new("Few labels", "a tenth of the samples", $"losses=[{Soft}]") { Setting = ["data.fraction=0.1"] },
            new("Few labels", "a tenth of the labels", $"losses=[{Soft}]") { Setting = ["data.labelled=0.1"] },
            new("Few labels", "a tenth of the labels, clear samples only", $"losses=[{Soft}]", "data.confidence=0.9")
            {
                Setting = ["data.labelled=0.1"],
            },
            new(
                "Few labels",
                "a tenth of the samples, 2,000 more without labels",
                $"losses=[{Soft}]",
                "data.unlabelled={ source: digits, train-images: 2000, test-images: 10, difficulty: 0.6 }"
            )
            {
                Setting = ["data.fraction=0.1"],
            },
            new("Few labels", "no labels at all", "losses=[soft-targets]", "data.labelled=0"),
        ];
}
