namespace Decant.Tests.Recipes;

/// <summary>Recipes that together use every kind of value.</summary>
internal static class Examples
{
    public static IReadOnlyList<string> All { get; } =
    [
        Smallest.Yaml,
        """
            task: image-classification
            data: { source: idx, path: mnist, validation: 0.2, seed: 18446744073709551615, normalize: none, augment: { shift: 2 } }
            teacher:
              train: { model: mlp, hidden: [1200, 1200], dropout: 0.5, activation: leaky-relu, max-norm: 3, augment: none, epochs: 60, optimizer: adamw }
            student: { model: cnn, channels: [8, 16], init: { teacher: on } }
            losses:
              - soft-targets: { temperature: 20, weight: 0.9, reduction: elements, temperature-squared: off }
              - hard-labels
              - label-smoothing: { smoothing: 0.05, name: smooth }
            training: { epochs: 60, optimizer: sgd, nesterov: on, schedule: step, milestones: [0.3, 0.6], warmup: 2.5, clip-norm: 1, early-stopping: { patience: 3, metric: negative-log-likelihood }, threads: 2 }
            compare: { arms: [], seeds: 3 }
            """,
        """
            data: { source: idx, path: "on: \"a\\b\"\n#", normalize: { mean: [0.1, 0.25e-3, 1], std: [1, 2, 3.5] } }
            teacher: { onnx: "12", train: { epochs: 2, learning-rate: 1e-5 } }
            student: { onnx: "täglich \U0001F600 \u2028.onnx", augment: { shift: 1 } }
            losses: [{ soft-targets: { temperature: 1e-3 } }]
            training: { schedule: constant, max-norm: 0.1, early-stopping: off }
            """,
    ];
}
