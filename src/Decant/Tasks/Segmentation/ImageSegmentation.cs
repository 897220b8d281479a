using System.Globalization;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks.Segmentation;

/// <summary>
/// Every pixel of an image belongs to one of C classes; a network answers with C logits for each pixel, [N, C, H, W]. Losses see every
/// pixel as a row, so that those of classes teach pixels too. Long, Shelhamer, Darrell 2014, "Fully Convolutional Networks for Semantic
/// Segmentation", arXiv:1411.4038.
/// </summary>
internal sealed class ImageSegmentation : LearningTask
{
    internal ImageSegmentation()
        : base(SampleForm.Images, "segmentation") { }

    /// <inheritdoc/>
    public override AnswerMeaning Answers => AnswerMeaning.Classes;

    /// <inheritdoc/>
    public override string Noun => "classes of pixels";

    /// <inheritdoc/>
    public override int FewestAnswers => 2;

    /// <inheritdoc/>
    public override string NamesKey => "decant.classes";

    /// <inheritdoc/>
    public override bool LearnsClasses => true;

    /// <inheritdoc/>
    public override MetricFacts MainMetric => MeanIntersectionOverUnion.Facts;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } =
    [MeanIntersectionOverUnion.Facts, PixelAccuracy.Facts, NegativeLogLikelihood.Facts];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "soft-targets";

    /// <inheritdoc/>
    public override string HardLabelUnit => "nats per pixel";

    /// <inheritdoc/>
    public override IReadOnlyList<Architecture> Architectures { get; } = [new FullyConvolutional(), new UNet(), new LiteRAspp()];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> AnswerShape { get; } = ["N", "C", "H", "W"];

    internal override string Reading =>
        $"var bestOfFirstPixel = Enumerable.Range(0, classes).MaxBy(c => {ModelFacts.Answer}[c * pixels]); // "
        + $"{ModelFacts.Answer} has a plane of pixels for each class";

    internal override AnswerSearch Search { get; } = new PixelSearch();

    internal override IReadOnlyList<RecipeRefusal> Refusals => RecipeRefusal.OfClasses(Name);

    internal override DraftAdvice Draft { get; } =
        new("class of pixels")
        {
            Temperature = "2",
            Model = "fcn",
            MayShift = true,
            IsSteep = true,
        };

    /// <inheritdoc/>
    public override LearningGoal Goal(Dataset data, string? target)
    {
        var masks = data.Schema.Fields.Where(field => field.Geometry == FieldGeometry.Mask).ToArray();
        return masks.FirstOrDefault(mask => target is null || mask.Name == target) is { } chosen ? new LearningGoal(this) { Truth = chosen }
            : masks.Length == 0
                ? throw new DecantException(
                    $"task {Name}: expected data with a class for each pixel (a mask), '{data.Name}' has none. "
                        + $"Choose another task or source; the built-in digits have one."
                )
            : throw new DecantException($"data.target: {NearestName.Explain("mask", target!, masks.Select(mask => mask.Name))}.");
    }

    /// <inheritdoc/>
    protected internal override string OutputMeaning(string output) =>
        output == Network.Probabilities
            ? "probability of each class at each pixel, 0 to 1"
            : "one number per class and pixel; the largest of a pixel wins";

    /// <inheritdoc/>
    // [N, C, H, W] to [N·H·W, C]
    protected internal override Value Rows(Value logits)
    {
        var shape = logits.Shape;
        return logits.Transpose(0, 2, 3, 1).Reshape(new Shape(shape[0] * shape[2] * shape[3], shape[1]));
    }

    /// <inheritdoc/>
    protected internal override Shape LabelShape(Shape logits) => new(logits[0], logits[2], logits[3]);

    /// <inheritdoc/>
    protected internal override Value LabelRows(Value labels) => labels.Reshape(new Shape(labels.Shape.Elements));

    // Images without any label are those of which only the teacher speaks: all of their pixels count.
    internal override Value CountedRows(Value labels, ElementType type)
    {
        var isLabelled = labels.IsAtLeast(labels.Constant(0)).Cast(type);
        var hasNone = isLabelled.Constant(1) - isLabelled.ReduceMax([1, 2], keepDimensions: true);
        return LabelRows(isLabelled.Max(hasNone));
    }

    /// <inheritdoc/>
    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new SegmentationMetrics(goal.Truth!, data.Count);

    /// <inheritdoc/>
    protected internal override void CheckLabels(DataSplits data, LearningGoal goal)
    {
        var (train, mask) = (data.Train, goal.Truth!);
        if (!mask.Shape.Select(size => size.Size).SequenceEqual(train.SampleShape.Skip(1)))
        {
            throw new DecantException(
                $"task {Name}: expected a class for each pixel of images of "
                    + $"[{string.Join(", ", train.SampleShape)}], received '{mask}' from '{train.Name}'. Give masks and "
                    + $"images the same height and width."
            );
        }

        var (seen, pixels) = (new bool[mask.Names.Count], new long[mask.Count]);
        for (var i = 0; i < train.Count && !seen.All(isSeen => isSeen); i++)
        {
            train.Read(mask, i, pixels);
            foreach (var c in pixels)
            {
                if (c < -1 || c >= seen.Length)
                {
                    throw new DecantException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"task {Name}: expected classes of pixels from 0 to {seen.Length - 1}, or -1 for those "
                                + $"that do not count, received {c} in sample {i} of '{train.Name}'. Mend or remove the "
                                + $"sample."
                        )
                    );
                }

                if (c >= 0)
                {
                    seen[c] = true;
                }
            }
        }

        if (mask.Names.Where((_, c) => !seen[c]).ToArray() is { Length: > 0 } missing)
        {
            throw new DecantException(
                $"task {Name}: no pixel of '{train.Name}' is of class {string.Join(", ", missing)}. Add samples, or remove the class."
            );
        }
    }
}
