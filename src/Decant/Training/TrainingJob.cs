using Decant.Data;
using Decant.Data.Augmentations;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.SoftTargets;
using Decant.Tasks;
using Decant.Training.Optimizers;
using Decant.Training.Schedules;

namespace Decant.Training;

/// <summary>One training: which network learns from what, and how.</summary>
internal sealed record TrainingJob
{
    /// <summary>The arm it belongs to.</summary>
    public required string Arm { get; init; }

    /// <summary>Decides shuffles, augmentation and dropout.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What the network is to answer.</summary>
    public LearningGoal Goal { get; init; } = LearningGoal.Classes;

    /// <summary>The forward graph with initial weights; it is not changed.</summary>
    public required Graph Network { get; init; }

    /// <summary>The terms of the loss.</summary>
    public required IReadOnlyList<DistillationLoss> Terms { get; init; }

    /// <summary>Where the teacher's answers come from; null without a teacher.</summary>
    public ISoftTargetSource? Teacher { get; init; }

    /// <summary>Networks like it, with other weights, that learn next to it.</summary>
    public IReadOnlyList<Graph> Peers { get; init; } = [];

    /// <summary>The share of the moving average of the weights that a step keeps, where that average is the teacher; else null.</summary>
    public double? Average { get; init; }

    /// <summary>Parameters that stay as they are.</summary>
    public Func<string, bool> IsFrozen { get; init; } = _ => false;

    /// <summary>What the training graph is made from.</summary>
    public TrainingDesign Design =>
        new(Network, Terms)
        {
            Task = Goal.Task,
            Schema = Data.Train.Schema,
            HasMasks = Goal.Truth?.Geometry == FieldGeometry.Mask,
            TeacherValues = Teacher?.Values ?? [],
            TeacherClasses = Teacher?.Classes,
            Peers = Peers,
            Average = Average,
            IsFrozen = IsFrozen,
            SampleCount = Data.Train.Count,
        };

    /// <summary>What holds for every one of its steps.</summary>
    public StepSettings StepSettings =>
        new()
        {
            Optimizer = Optimizer,
            Batch = Batch,
            Seed = Seed,
            Device = Device,
            Precision = Precision,
            ClipNorm = ClipNorm,
            MaxNorm = MaxNorm,
            LayerDecay = LayerDecay,
        };

    /// <summary>How its training samples are cut into batches.</summary>
    public BatchOptions Batches =>
        new()
        {
            Size = Batch,
            Shuffle = true,
            SimilarLength = SimilarLength,
            Augmentation = Augmentation,
            Views = Views,
            ViewSeed = ViewSeed,
            Fields = [.. Goal.Fields(Data.Train), .. Teacher?.Fields ?? []],
            Seed = Seed,
            Memory = Device.Memory / MemoryBudget.NetworksPerBatches,
        };

    /// <summary>Its training samples as batches, with what is stored of the teacher's answers.</summary>
    public BatchStream OpenBatches() => new(Teacher?.Answered(Data.Train) ?? Data.Train, Batches);

    /// <summary>The samples.</summary>
    public required DataSplits Data { get; init; }

    /// <summary>What is done to every view of a sample; null for nothing.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>How many views there are of every sample, which epochs show in turn; null for another one in every epoch.</summary>
    public int? Views { get; init; }

    /// <summary>Decides the views; null for <see cref="Seed"/>.</summary>
    public ulong? ViewSeed { get; init; }

    /// <summary>How often every sample is seen.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples per step.</summary>
    public required int Batch { get; init; }

    /// <summary>The axis along which the samples of a batch are of similar length; null for none.</summary>
    public string? SimilarLength { get; init; }

    /// <summary>How weights follow their gradients.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>Steps over which the learning rate rises at first, for a number of steps per epoch.</summary>
    public Func<int, int> WarmupSteps { get; init; } = _ => 0;

    /// <summary>The L2 norm to which larger gradients are shrunk; null for none.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The L2 norm to which each unit's incoming weights are kept; null for none.</summary>
    public double? MaxNorm { get; init; }

    /// <summary>The factor on the learning rate per layer further from the answer; null for none.</summary>
    public double? LayerDecay { get; init; }

    /// <summary>When to stop early; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Threads, kernels and profile.</summary>
    public required Device Device { get; init; }

    /// <summary>Float32, or BFloat16 for matrix products and convolutions that read bfloat16.</summary>
    public ElementType Precision { get; init; } = ElementType.Float32;

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>What a step learns from.</summary>
    /// <param name="batch">Its samples.</param>
    /// <param name="number">Its number over the whole training, from 1.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, 1 or more.</param>
    public StepInput StepInput(Batch batch, long number, int stepsPerEpoch)
    {
        var steps = (long)stepsPerEpoch * Epochs;
        return Training.StepInput.Of(
            batch,
            Teacher,
            LearningRate(number, steps, WarmupSteps(stepsPerEpoch)),
            number,
            (number - 1.0) / Math.Max(1, steps - 1),
            Goal.LabelField
        );
    }

    // Rises in equal parts over the warm-up, then follows the schedule over the steps that are left.
    private double LearningRate(long number, long steps, int warmup)
    {
        var full = Optimizer.LearningRate;
        return number <= warmup ? full * number / warmup : full * Schedule.Share((number - 1.0 - warmup) / Math.Max(1, steps - warmup));
    }

    /// <summary>Keeps a network, with what terms train next to it, after an epoch and says where; null keeps nothing.</summary>
    public Func<Graph, int, string>? SaveCheckpoint { get; init; }

    /// <summary>Where its states are kept, and from where it continues; null to keep none.</summary>
    public ITrainingStore? Store { get; init; }
}
