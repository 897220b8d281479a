using Decant.Data.Batches;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Detection;

/// <summary>Every metric of boxes that are found. A picture without boxes is background: all that is found in it is wrong.</summary>
/// <param name="classes">How many classes there are, C.</param>
/// <param name="samples">Samples that will be added, by which pictures are spaced.</param>
internal sealed class DetectionMetrics(int classes, int samples) : TaskMetrics
{
    private const int MostPictures = 24;

    private readonly List<ResultBoxes> _pictures = new(MostPictures);
    private readonly DetectionScores _scores = new(classes);
    private float[] _sigmoids = [];

    /// <inheritdoc/>
    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default)
    {
        var logits = outputs.Main;
        var boxes = outputs[ObjectDetection.Boxes];
        var places = boxes.Length / batch.Count / 4;
        RequireLength(logits.Length, batch.Count * classes * places, "logits");
        RequireFinite(logits, classes * places, "the model", Diverged);
        RequireFinite(boxes, 4 * places, "the model", Diverged);
        var truth = TruthOf(batch);
        Array.Resize(ref _sigmoids, classes * places);
        for (var n = 0; n < batch.Count; n++)
        {
            var own = logits.Slice(n * classes * places, classes * places);
            for (var i = 0; i < own.Length; i++)
            {
                _sigmoids[i] = 1 / (1 + MathF.Exp(-own[i]));
            }

            var found = NonMaximumSuppression.Of(_sigmoids, boxes.Slice(n * places * 4, places * 4));
            _scores.Add(found, truth[n]);
            if (Samples % Math.Max(1, samples / MostPictures) == 0 && _pictures.Count < MostPictures)
            {
                _pictures.Add(DetectionPicture.Of(Samples, batch.Inputs, n, found, truth[n]));
            }

            Count(1);
        }
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        RequireSamples();
        var scores = _scores.Classes();
        return new EvaluationResult
        {
            Samples = Samples,
            Measures =
            [
                new(MeanAveragePrecision.AtHalf, MeanAveragePrecision.Of(scores, one => one.At(0))),
                new(MeanAveragePrecision.Facts, MeanAveragePrecision.Of(scores, one => one.Mean)),
                new(MeanAveragePrecision.Recall, MeanAveragePrecision.Of(scores, one => one.Recall)),
            ],
            Tables = [Classes(scores)],
            Boxes = [.. _pictures],
            Curves =
            [
                .. scores.Index().Where(one => one.Item is not null).Select(one => new ResultCurve(one.Index, one.Item!.Precision(0))),
            ],
        };
    }

    private ResultTable Classes(IReadOnlyList<AveragePrecision?> scores) =>
        new()
        {
            Name = "classes",
            Title = "Class by class",
            Row = "Class",
            Rows = "classes",
            Columns =
            [
                new("averagePrecision50", "AP at 0.5", ColumnKind.Share) { IsCompared = true },
                new("averagePrecision", "AP at 0.5 to 0.95", ColumnKind.Share) { IsCompared = true },
                new("recall", "Recall", ColumnKind.Share) { IsCompared = true },
                new("support", "Things", ColumnKind.Count),
            ],
            Cells = [.. scores.Select((score, c) => new double?[] { score?.At(0), score?.Mean, score?.Recall, _scores.Things[c] })],
            Leading = "averagePrecision50",
        };

    private static TrueBox[][] TruthOf(Batch batch)
    {
        var classes = batch[ObjectDetection.Class];
        var boxes = batch[ObjectDetection.Boxes].Span<float>();
        var numbers = classes.Span<long>();
        var crowds = batch[ObjectDetection.Crowd].Span<long>();
        var (most, truth) = (classes.Dimensions[1], new TrueBox[batch.Count][]);
        for (var n = 0; n < truth.Length; n++)
        {
            var things = new List<TrueBox>();
            for (var place = n * most; place < (n + 1) * most; place++)
            {
                if (numbers[place] >= 0)
                {
                    things.Add(new TrueBox((int)numbers[place], BoxInPicture.Of(boxes.Slice(place * 4, 4)), crowds[place] > 0));
                }
            }

            truth[n] = [.. things];
        }

        return truth;
    }
}
