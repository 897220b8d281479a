using System.Globalization;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks.Detection;

/// <summary>
/// Things in a picture: where they are, as boxes, and of which of C classes. A network answers at each of L places with C logits and with
/// how far the edges of a thing are; what is found are the boxes of the best scores, without those that a better one of the class overlaps.
/// </summary>
internal sealed class ObjectDetection : LearningTask
{
    /// <summary>The boxes: a field of the samples, and an output of networks, [N, L, 4].</summary>
    public const string Boxes = Field.BoxesName;

    /// <summary>The field with the class of each box.</summary>
    public const string Class = Field.BoxClassesName;

    /// <summary>The field that is 1 for a box that is a crowd.</summary>
    public const string Crowd = Field.BoxCrowdsName;

    /// <summary>The output with the distances of edges, [N, L, 4·bins].</summary>
    public const string Distances = "distances";

    /// <summary>The output with the scores of classes, [N, C, L].</summary>
    public const string Scores = "scores";

    /// <summary>The file with non-maximum suppression inside.</summary>
    public const string SuppressedFile = "student-detections.onnx";

    internal ObjectDetection()
        : base(SampleForm.Images, "detection", "object-detection") { }

    /// <summary>Scores of classes at places, and boxes.</summary>
    public static AnswerMeaning FoundBoxes { get; } = new("boxes");

    /// <inheritdoc/>
    public override AnswerMeaning Answers => FoundBoxes;

    /// <inheritdoc/>
    public override string Noun => "classes of boxes";

    /// <inheritdoc/>
    public override string NamesKey => "decant.classes";

    /// <inheritdoc/>
    public override MetricFacts MainMetric => MeanAveragePrecision.AtHalf;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } =
    [MeanAveragePrecision.AtHalf, MeanAveragePrecision.Facts, MeanAveragePrecision.Recall];

    /// <inheritdoc/>
    public override IReadOnlyList<Architecture> Architectures { get; } = [new Detector()];

    /// <inheritdoc/>
    public override IReadOnlyList<DistillationLoss> Losses { get; } = [new DetectionSoftTargetsLoss(), new LocalisationLoss()];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "detection-soft-targets";

    /// <inheritdoc/>
    public override string TruthWords => "boxes";

    /// <inheritdoc/>
    public override string HardLabelUnit => "nats per place with a box";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs { get; } = [MainOutput, Distances, Boxes];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> AnswerShape { get; } = ["N", "C", "L"];

    internal override string Reading =>
        $"var best = Array.IndexOf({ModelFacts.Answer}, {ModelFacts.Answer}.Max()); // place best % L, class best / L";

    internal override IReadOnlyList<RecipeRefusal> Refusals => RecipeRefusal.OfClasses(Name);

    internal override DraftAdvice Draft { get; } = new("class of boxes") { Model = "detector", IsSteep = true };

    /// <inheritdoc/>
    public override LearningGoal Goal(Dataset data, string? target)
    {
        if (target is not null)
        {
            throw new DecantException(
                $"data.target: task {Name} learns the boxes of the samples, received '{target}'. Remove data.target."
            );
        }

        return
            data.Schema.Find(Boxes) is { Geometry: FieldGeometry.Boxes }
            && data.Schema.Find(Class) is { Names.Count: > 0 } names
            && data.Schema.Find(Crowd) is not null
            ? new LearningGoal(this) { Truth = names, FurtherFields = [Boxes, Crowd] }
            : throw new DecantException(
                $"task {Name}: expected data with the fields '{Boxes}', '{Class}' (with names of classes) and '{Crowd}', '{data.Name}' has "
                    + $"{string.Join(", ", data.Schema.Fields.Select(field => field.Name))}. Choose another task or source."
            );
    }

    /// <inheritdoc/>
    protected internal override void AddHead(Value logits)
    {
        logits.Graph.AddOutput(logits, Network.Logits);
        logits.Graph.AddOutput(logits.Sigmoid(), Scores);
    }

    /// <inheritdoc/>
    protected internal override string OutputMeaning(string output) =>
        output switch
        {
            Network.Logits => "one number per class and place",
            Scores => "how sure it is of a box of each class at each place, 0 to 1",
            Boxes => "left, top, right, bottom of the box of each place, in pixels",
            Distances => "logits of the distances of left, top, right and bottom edge at each place, in strides",
            _ => output,
        };

    /// <summary>The student with non-maximum suppression inside: <see cref="BoxSuppression"/>.</summary>
    internal override void WriteFurther(Graph student, string folder)
    {
        var network = DeadCode.Remove(student, [Scores, Boxes]);
        AtomicFile.Write(Path.Combine(folder, SuppressedFile), stream => new BoxSuppression
            {
                Scores = Scores,
                Boxes = Boxes,
                MostBoxes = NonMaximumSuppression.MostBoxes,
                MostOverlap = NonMaximumSuppression.MostOverlap,
                LeastScore = NonMaximumSuppression.LeastScore,
            }.Write(network, stream));
    }

    /// <inheritdoc/>
    // [N, C, L] to [N·L, C]
    protected internal override Value Rows(Value logits)
    {
        var shape = logits.Shape;
        return logits.Transpose(0, 2, 1).Reshape(new Shape(shape[0] * shape[2], shape[1]));
    }

    /// <inheritdoc/>
    protected internal override Value HardLabelFormula(LossSignals signals) => DetectionTruth.Of(signals);

    /// <inheritdoc/>
    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) =>
        new DetectionMetrics(goal.Truth!.Names.Count, data.Count);

    /// <inheritdoc/>
    protected internal override void CheckLabels(DataSplits data, LearningGoal goal)
    {
        var (train, classes) = (data.Train, data.Train.Schema[Class]);
        var (seen, numbers) = (new bool[classes.Names.Count], new long[classes.Count]);
        for (var i = 0; i < train.Count; i++)
        {
            var count = train.Read(classes, i, numbers);
            foreach (var c in numbers.AsSpan(0, count))
            {
                if (c < -1 || c >= seen.Length)
                {
                    throw new DecantException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"task {Name}: expected classes of boxes from 0 to {seen.Length - 1}, received {c} in sample {i} of "
                                + $"'{train.Name}'. Mend or remove the sample."
                        )
                    );
                }

                if (c >= 0)
                {
                    seen[c] = true;
                }
            }
        }

        if (classes.Names.Where((_, c) => !seen[c]).ToArray() is { Length: > 0 } missing)
        {
            throw new DecantException(
                $"task {Name}: no box of '{train.Name}' is of class {string.Join(", ", missing)}. Add samples, or remove the class."
            );
        }
    }
}
