using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Segmentation;

/// <summary>Every metric of a class for each pixel. Pixels of class −1 do not count.</summary>
internal sealed class SegmentationMetrics : TaskMetrics
{
    private const int MostPictures = 6;

    private readonly string _field;
    private readonly int _classes;
    private readonly int _height;
    private readonly int _width;
    private readonly int _everyOne;
    private readonly ConfusionMatrix _confusion;
    private readonly NegativeLogLikelihood _negativeLogLikelihood = new();
    private readonly Agreement _agreement = new();
    private readonly BoundaryF1 _boundary;
    private readonly int[] _answers;
    private readonly float[] _logits;
    private readonly float[] _teacher;
    private readonly List<ResultPicture> _pictures = new(MostPictures);

    /// <summary>Metrics without samples yet.</summary>
    /// <param name="mask">The field with the classes of pixels, [H, W].</param>
    /// <param name="samples">Samples that will be added, by which pictures are spaced; 1 or more.</param>
    public SegmentationMetrics(Field mask, int samples)
    {
        (_field, _classes, _height, _width) = (mask.Name, mask.Names.Count, mask.Shape[0].Size, mask.Shape[1].Size);
        _everyOne = Math.Max(1, samples / MostPictures);
        while (_everyOne % 2 == 0 || _everyOne % 5 == 0)
        {
            _everyOne--; // where classes take turns, pictures of all of them
        }

        _confusion = new ConfusionMatrix(_classes);
        _boundary = new BoundaryF1(_classes, _height, _width);
        _answers = new int[Pixels];
        (_logits, _teacher) = (new float[_classes], new float[_classes]);
    }

    private int Pixels => _height * _width;

    /// <inheritdoc/>
    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default) =>
        Add(outputs.Main, batch[_field].Span<long>()[..(batch.Count * Pixels)], batch.Inputs.Span<float>(), teacher.Main);

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">[N, C, H, W], finite.</param>
    /// <param name="truth">[N, H, W], 0 to C − 1, or −1.</param>
    /// <param name="images">[N, channels, H, W], 0 to 1, for pictures.</param>
    /// <param name="teacherLogits">[N, C, H, W]; empty when there are none.</param>
    /// <exception cref="DecantException">A logit is not finite.</exception>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public void Add(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<long> truth,
        ReadOnlySpan<float> images,
        ReadOnlySpan<float> teacherLogits = default
    )
    {
        RequireLength(logits.Length, truth.Length * _classes, nameof(logits));
        RequireFinite(logits, _classes * Pixels, "the model", Diverged);
        if (!teacherLogits.IsEmpty)
        {
            RequireLength(teacherLogits.Length, logits.Length, nameof(teacherLogits));
            RequireFinite(teacherLogits, _classes * Pixels, "the teacher", Diverged);
        }

        var (count, channels) = (truth.Length / Pixels, images.Length / truth.Length);
        for (var n = 0; n < count; n++)
        {
            var labels = truth.Slice(n * Pixels, Pixels);
            var own = logits.Slice(n * Pixels * _classes, Pixels * _classes);
            if (Samples % _everyOne == 0 && _pictures.Count < MostPictures)
            {
                _pictures.Add(Picture(own, labels, images.Slice(n * channels * Pixels, channels * Pixels)));
            }

            for (var pixel = 0; pixel < Pixels; pixel++)
            {
                _answers[pixel] = Answer.BestOf(Take(own, pixel, _logits));
                var teacherBest = teacherLogits.IsEmpty
                    ? Answer.NoTeacher
                    : Answer.BestOf(Take(teacherLogits.Slice(n * Pixels * _classes, Pixels * _classes), pixel, _teacher));
                if (labels[pixel] >= 0)
                {
                    var answer = new Answer(_logits, (int)labels[pixel], teacherBest);
                    _confusion.Add(answer);
                    _negativeLogLikelihood.Add(answer);
                    _agreement.Add(answer);
                }
            }

            _boundary.Add(labels, _answers);
            Count(1);
        }
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        RequireSamples();
        var confusion = _confusion.Value;
        return new EvaluationResult
        {
            Samples = Samples,
            Measures =
            [
                new(MeanIntersectionOverUnion.Facts, MeanIntersectionOverUnion.Of(confusion)),
                new(PixelAccuracy.Facts, PixelAccuracy.Of(confusion)),
                new(BoundaryF1.Facts, _boundary.Value),
                new(NegativeLogLikelihood.Facts, _negativeLogLikelihood.Value),
                .. _agreement.Value is { } agreement ? [new Measure(Agreement.Facts, agreement)] : Array.Empty<Measure>(),
            ],
            Tables = [Classes(confusion)],
            Confusion = confusion,
            Pictures = [.. _pictures],
        };
    }

    private ResultTable Classes(ConfusionCounts confusion)
    {
        var scores = new PrecisionRecallF1(confusion).Classes;
        return new ResultTable
        {
            Name = "classes",
            Title = "Class by class",
            Row = "Class",
            Rows = "classes",
            Columns =
            [
                new("intersectionOverUnion", "IoU", ColumnKind.Share) { IsCompared = true },
                new("boundaryF1", "Boundary F1", ColumnKind.Share) { IsCompared = true },
                new("precision", "Precision", ColumnKind.Share),
                new("recall", "Recall", ColumnKind.Share) { IsCompared = true },
                new("support", "Pixels", ColumnKind.Count),
            ],
            Cells =
            [
                .. scores.Select(
                    (score, c) =>
                        new double?[]
                        {
                            MeanIntersectionOverUnion.Of(confusion, c),
                            _boundary.Of(c),
                            score.Precision,
                            score.Recall,
                            score.Support,
                        }
                ),
            ],
            Leading = "intersectionOverUnion",
        };
    }

    // The logits of one pixel lie a plane apart.
    private ReadOnlySpan<float> Take(ReadOnlySpan<float> planes, int pixel, float[] logits)
    {
        for (var c = 0; c < _classes; c++)
        {
            logits[c] = planes[(c * Pixels) + pixel];
        }

        return logits;
    }

    private ResultPicture Picture(ReadOnlySpan<float> planes, ReadOnlySpan<long> truth, ReadOnlySpan<float> image)
    {
        var (brightness, classes, answers) = (new float[Pixels], new int[Pixels], new int[Pixels]);
        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            (classes[pixel], answers[pixel]) = ((int)truth[pixel], Answer.BestOf(Take(planes, pixel, _logits)));
            for (var place = pixel; place < image.Length; place += Pixels)
            {
                brightness[pixel] += image[place] * Pixels / image.Length;
            }
        }

        return new ResultPicture(Samples, _height, _width)
        {
            Image = brightness,
            Truth = classes,
            Answer = answers,
        };
    }
}
