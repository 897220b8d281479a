using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.Students;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Tests.Training.PyTorch;

/// <summary>A training of <c>reference_runs.py</c>, as Decant runs it.</summary>
internal sealed record Case
{
    public const int Classes = 10;
    public const int StepsPerEpoch = 4;

    private static readonly DistillationLoss[] s_distillation = [new SoftTargetsLoss { Weight = 0.9 }, new HardLabelsLoss { Weight = 0.1 }];

    public required Architecture Architecture { get; init; }

    public required int[] Sample { get; init; }

    public required Optimizer Optimizer { get; init; }

    public IReadOnlyList<DistillationLoss> Terms { get; init; } = s_distillation;

    public required int Batch { get; init; }

    public double? ClipNorm { get; init; }

    public static Case Of(string name) =>
        name switch
        {
            "mlp-sgd" => Mlp(),
            "mlp-sgd-slow" => Mlp() with { Optimizer = Sgd(0.01, 5e-4, nesterov: true) },
            "mlp-adamw" => Mlp() with
            {
                Terms = [new SoftTargetsLoss { Weight = 0.7, Temperature = 2 }, new LabelSmoothingLoss { Weight = 0.3 }],
                Optimizer = new AdamW { LearningRate = 0.01, WeightDecay = 0.05 },
                ClipNorm = 0.5,
            },
            "resnet8-projection" => ResNet8(ResNetShortcut.Projection) with { Optimizer = Sgd(0.05, 1e-4, nesterov: false) },
            "resnet8-pad" => ResNet8(ResNetShortcut.Pad) with { Optimizer = Sgd(0.05, 1e-4, nesterov: true) },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such run."),
        };

    /// <summary>Steps of the reference on its own, from the same weights.</summary>
    /// <param name="precision">Of everything; float64 runs on the reference kernels.</param>
    /// <param name="steps">How many.</param>
    /// <param name="pool">The threads.</param>
    public TrainingTrace Run(ElementType precision, int steps, WorkerPool pool)
    {
        using var step = Compile(Student(precision), precision, pool);
        return Run(step, precision, steps);
    }

    /// <summary>Steps of one that was compiled.</summary>
    public TrainingTrace Run(TrainingStep step, ElementType precision, int steps)
    {
        var batches = Enumerable.Range(1, StepsPerEpoch).Select(place => TrainingBatch.Of(place, this, precision)).ToArray();
        var rate = Optimizer.LearningRate;
        var losses = new double[steps];
        var terms = Terms.Select(_ => new double[steps]).ToArray();
        for (var number = 1; number <= steps; number++)
        {
            batches[(number - 1) % StepsPerEpoch].Feed(step, rate, number);
            losses[number - 1] = step.TotalLoss;
            for (var i = 0; i < terms.Length; i++)
            {
                terms[i][number - 1] = step.Terms[i];
            }
        }

        return new TrainingTrace(losses, terms, step.Snapshot());
    }

    /// <summary>The compiled step.</summary>
    public TrainingStep Compile(Graph student, ElementType precision, WorkerPool pool) =>
        new(
            new TrainingDesign(student, Terms),
            new StepSettings
            {
                Optimizer = Optimizer,
                Batch = Batch,
                Seed = 1,
                Device = DeviceCatalogue.Open(precision == ElementType.Float64 ? "reference" : "managed", pool),
                Precision = precision,
                ClipNorm = ClipNorm,
                Unbiased = true,
            }
        );

    /// <summary>The network with the reference's initial weights.</summary>
    public Graph Student(ElementType precision)
    {
        var student = Network.Build(Architecture, Sample, Classes, InputScaling.None, seed: 1);
        Numbers.SetWeights(student);
        return precision == ElementType.Float32 ? student : ChangePrecision.To(student, precision);
    }

    private static Case Mlp() =>
        new()
        {
            Architecture = new Mlp { Hidden = [32, 16] },
            Sample = [20],
            Optimizer = Sgd(0.1, 5e-4, nesterov: true),
            Batch = 16,
        };

    private static Case ResNet8(ResNetShortcut shortcut) =>
        new()
        {
            Architecture = new ResNet
            {
                Depth = 8,
                Width = 0.25,
                Shortcut = shortcut,
            },
            Sample = [3, 16, 16],
            Optimizer = new Sgd(),
            Batch = 8,
        };

    private static Sgd Sgd(double rate, double decay, bool nesterov) =>
        new()
        {
            LearningRate = rate,
            WeightDecay = decay,
            Nesterov = nesterov,
        };
}
