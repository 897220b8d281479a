using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.SoftTargets;

namespace Decant.Training;

/// <summary>What one update learns from.</summary>
internal readonly ref struct StepInput
{
    /// <summary>[N, ..] of the step's precision: what a network of one input reads.</summary>
    public required Tensor Inputs { get; init; }

    /// <summary>The samples, of which inputs and losses read fields by name; null where <see cref="Inputs"/> is all that is read.</summary>
    public Batch? Batch { get; init; }

    /// <summary>N, at most the largest batch.</summary>
    public required int Count { get; init; }

    /// <summary>Int64 [N], or [N, H, W] where each pixel has a class; null without labels.</summary>
    public Tensor? Labels { get; init; }

    /// <summary>What is known of each sample as numbers: [N, D] of the step's precision; null where nothing is.</summary>
    public Tensor? Targets { get; init; }

    /// <summary>[N, C] of the step's precision; null without a teacher.</summary>
    public Tensor? TeacherLogits { get; init; }

    /// <summary>What the teacher tells next to its logits, in the order of the design.</summary>
    public ReadOnlySpan<Tensor> TeacherValues { get; init; }

    /// <summary>Where each sample is in the training data.</summary>
    public ReadOnlySpan<int> Samples { get; init; }

    /// <summary>Size of the step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The update's number over the whole training, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Share of the training that is done, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>A batch, and what the teacher says about it.</summary>
    public static StepInput Of(
        Batch batch,
        ISoftTargetSource? teacher,
        double learningRate,
        long number,
        double share,
        string labels = Field.LabelName
    )
    {
        var answer = teacher is null ? default : teacher.Answer(batch);
        return new StepInput
        {
            Inputs = batch.Inputs,
            Batch = batch,
            Count = batch.Count,
            Labels = batch.Find(labels),
            Targets = batch.Targets,
            Samples = batch.Indices,
            TeacherLogits = answer.Logits,
            TeacherValues = answer.Values,
            LearningRate = learningRate,
            Number = number,
            Share = share,
        };
    }
}
