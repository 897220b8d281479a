using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.SoftTargets;
using Decant.Tasks;

namespace Decant.Training;

/// <summary>What a training graph is made from.</summary>
/// <param name="Student">A forward graph with an output <c>logits</c>, and those of the task's further heads; it is not changed.</param>
/// <param name="Terms">The terms of the sum.</param>
internal sealed record TrainingDesign(Graph Student, IReadOnlyList<DistillationLoss> Terms)
{
    /// <summary>What the answers mean.</summary>
    public LearningTask Task { get; init; } = LearningTasks.Default;

    /// <summary>The fields of the samples; null where the network has one input and losses read no field by name.</summary>
    public Schema? Schema { get; init; }

    /// <summary>Whether the samples have a class for each pixel, which tells by −1 what does not count.</summary>
    public bool HasMasks { get; init; }

    /// <summary>The values inside the teacher that terms read, and the outputs of its further heads.</summary>
    public IReadOnlyList<TeacherValue> TeacherValues { get; init; } = [];

    /// <summary>Numbers that the teacher answers per sample; null where as many as the student.</summary>
    public int? TeacherClasses { get; init; }

    /// <summary>Parameters of the student that stay as they are.</summary>
    public Func<string, bool> IsFrozen { get; init; } = _ => false;

    /// <summary>Networks like the student, with other weights, that learn next to it.</summary>
    public IReadOnlyList<Graph> Peers { get; init; } = [];

    /// <summary>
    /// The share of the moving average of the student's weights that a step keeps, where that average is the teacher; else null.
    /// </summary>
    public double? Average { get; init; }

    /// <summary>Number of training samples, for terms that remember something about each.</summary>
    public int SampleCount { get; init; }

    /// <summary>The run's seed, for dropout and for what terms make at random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether running variances take n − 1, as PyTorch does.</summary>
    public bool Unbiased { get; init; }

    /// <summary>
    /// Whether matrix products and convolutions of the networks read bfloat16; losses, statistics and weights stay as they are.
    /// </summary>
    public bool IsMixed { get; init; }

    /// <summary>Names of the values inside the student that terms read: hints, and the outputs of further heads.</summary>
    public IEnumerable<string> StudentValues => Task.Outputs.Concat(Terms.SelectMany(term => term.StudentValues)).Distinct();
}
