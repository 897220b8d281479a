using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.Options;
using Decant.Students;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Tests.Training.PyTorch;

/// <summary>A training of <c>reference_runs.py</c>, as Decant runs it.</summary>
internal sealed record Case
{
    public const int Classes = 10;
    public const int StepsPerEpoch = 4;

    private static readonly LossTerm[] s_distillation = [Term(new SoftTargetsLoss(), 0.9), Term(new HardLabelsLoss(), 0.1)];

    public required Architecture Architecture { get; init; }

    public required OptionValues Options { get; init; }

    public required int[] Sample { get; init; }

    public required Optimizer Optimizer { get; init; }

    public required OptionValues OptimizerOptions { get; init; }

    public IReadOnlyList<LossTerm> Terms { get; init; } = s_distillation;

    public required int Batch { get; init; }

    public double? ClipNorm { get; init; }

    public static Case Of(string name) =>
        name switch
        {
            "mlp-sgd" => Mlp(),
            "mlp-sgd-slow" => Mlp() with { OptimizerOptions = SgdOptions(0.01, 5e-4, nesterov: true) },
            "mlp-adamw" => Mlp() with
            {
                Terms =
                [
                    Term(new SoftTargetsLoss(), 0.7, OptionValues.Empty.With(SoftTargetsLoss.Temperature, 2)),
                    Term(new LabelSmoothingLoss(), 0.3),
                ],
                Optimizer = s_adamW,
                OptimizerOptions = OptionValues.Empty.With(s_adamW.LearningRate, 0.01).With(s_adamW.WeightDecay, 0.05),
                ClipNorm = 0.5,
            },
            "resnet8-projection" => ResNet8(ResNetShortcut.Projection) with { OptimizerOptions = SgdOptions(0.05, 1e-4, nesterov: false) },
            "resnet8-pad" => ResNet8(ResNetShortcut.Pad) with { OptimizerOptions = SgdOptions(0.05, 1e-4, nesterov: true) },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such run."),
        };

    private static readonly Sgd s_sgd = new();
    private static readonly AdamW s_adamW = new();

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
        var rate = OptimizerOptions.Get(Optimizer.LearningRate);
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
                OptimizerOptions = OptimizerOptions,
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
        var student = Network.Build(Architecture, Options, Sample, Classes, InputScaling.None, seed: 1);
        Numbers.SetWeights(student);
        return precision == ElementType.Float32 ? student : ChangePrecision.To(student, precision);
    }

    private static Case Mlp() =>
        new()
        {
            Architecture = new Mlp(),
            Options = OptionValues.Empty.With(Decant.Students.Mlp.Hidden, [32, 16]),
            Sample = [20],
            Optimizer = s_sgd,
            OptimizerOptions = SgdOptions(0.1, 5e-4, nesterov: true),
            Batch = 16,
        };

    private static Case ResNet8(ResNetShortcut shortcut) =>
        new()
        {
            Architecture = new ResNet(),
            Options = OptionValues.Empty.With(ResNet.Depth, 8).With(ResNet.Width, 0.25).With(ResNet.Shortcut, shortcut),
            Sample = [3, 16, 16],
            Optimizer = s_sgd,
            OptimizerOptions = OptionValues.Empty,
            Batch = 8,
        };

    private static OptionValues SgdOptions(double rate, double decay, bool nesterov) =>
        OptionValues
            .Empty.With(s_sgd.LearningRate, rate)
            .With(s_sgd.WeightDecay, decay)
            .With(Sgd.Momentum, 0.9)
            .With(Sgd.Nesterov, nesterov);

    private static LossTerm Term(DistillationLoss loss, double weight, OptionValues? options = null) =>
        new(loss.Name, loss, weight, options ?? OptionValues.Empty);
}
