using Decant.Data.Batches;
using Decant.Engine;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Classes;

/// <summary>Every metric of a classifier.</summary>
internal sealed class ClassificationMetrics : TaskMetrics
{
    private readonly int _classes;
    private readonly int _k;
    private readonly Accuracy _accuracy = new();
    private readonly TopK _topK;
    private readonly ConfusionMatrix _confusion;
    private readonly NegativeLogLikelihood _negativeLogLikelihood = new();
    private readonly ExpectedCalibrationError _calibration = new();
    private readonly Agreement _agreement = new();

    // Of two classes, the second.
    private readonly RankedAnswers _ranked;
    private readonly BrierScore _brier = new();
    private readonly MatthewsCorrelation _matthews = new();
    private readonly List<bool> _correct;

    /// <summary>Metrics without samples yet.</summary>
    /// <param name="classes">Number of classes C, 1 or more.</param>
    /// <param name="topK">How many best classes top-k accuracy looks at, 1 or more; at most C count.</param>
    /// <param name="samples">How many will be added, so that adding them allocates nothing; more may come.</param>
    public ClassificationMetrics(int classes, int topK = 5, int samples = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        _classes = classes;
        _correct = new(samples);
        _ranked = new RankedAnswers(classes == 2 ? samples : 0);
        _k = Math.Min(topK, classes);
        _topK = new TopK(_k);
        _confusion = new ConfusionMatrix(classes);
    }

    /// <inheritdoc/>
    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default)
    {
        Span<int> label = stackalloc int[1];
        for (var n = 0; n < batch.Count; n++)
        {
            label[0] = (int)batch.Labels.Span<long>()[n];
            Add(outputs.Main.Slice(n * _classes, _classes), label, teacher.IsEmpty ? default : teacher.Main.Slice(n * _classes, _classes));
        }
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">[N, C], unnormalised log-probabilities; −∞ is allowed, NaN and +∞ are not.</param>
    /// <param name="labels">[N], 0 to C − 1.</param>
    /// <param name="teacherLogits">[N, C], the teacher's answers to the same samples; empty when there are none.</param>
    /// <exception cref="DecantException">A logit is NaN or +∞, or a label is no class.</exception>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> teacherLogits = default)
    {
        RequireLength(logits.Length, labels.Length * _classes, nameof(logits));
        if (!teacherLogits.IsEmpty)
        {
            RequireLength(teacherLogits.Length, logits.Length, nameof(teacherLogits));
        }

        for (var n = 0; n < labels.Length; n++)
        {
            var teacherBest = teacherLogits.IsEmpty ? Answer.NoTeacher : Answer.BestOf(Row(teacherLogits, n, "the teacher"));
            RequireClass(labels[n]);
            Add(new Answer(Row(logits, n, "the model"), labels[n], teacherBest));
        }
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        RequireSamples();
        var confusion = _confusion.Value;
        var scores = new PrecisionRecallF1(confusion);
        var largest = Enumerable.Range(0, _classes).MaxBy(c => scores.Classes[c].Support);
        return new EvaluationResult
        {
            Samples = Samples,
            Correct = [.. _correct],
            Settings =
            [
                new NamedValue("topK", _k),
                .. _classes == 2 ? [new NamedValue("falseAlarmRate", RecallAtFalseAlarms.Rate)] : Array.Empty<NamedValue>(),
            ],
            Measures =
            [
                new(Accuracy.Facts, _accuracy.Value),
                new(Accuracy.ErrorFacts, _accuracy.Errors) { BarsTitle = "Wrong answers" },
                // Among all the classes there are, the label always is.
                new(_topK.Facts, _topK.Value) { IsShown = _k < _classes },
                new(PrecisionRecallF1.PrecisionFacts, scores.MacroPrecision),
                new(PrecisionRecallF1.RecallFacts, scores.MacroRecall),
                new(PrecisionRecallF1.F1Facts, scores.MacroF1),
                new(NegativeLogLikelihood.Facts, _negativeLogLikelihood.Value),
                new(ExpectedCalibrationError.Facts, _calibration.Value),
                .. OfTwo(),
                .. _agreement.Value is { } agreement ? [new Measure(Agreement.Facts, agreement)] : Array.Empty<Measure>(),
            ],
            Tables = [ResultTable.OfScores("classes", "Class by class", "Class", scores.Classes)],
            Confusion = confusion,
            Majority = _classes > 1 ? new MajorityAnswer(largest, (double)scores.Classes[largest].Support / Samples, _classes) : null,
        };
    }

    // What tells more than accuracy where one of two classes is rare; nothing where all samples are of one class.
    private Measure[] OfTwo() =>
        _classes == 2 && _ranked.AreOfBoth
            ?
            [
                new(RocAuc.Facts, RocAuc.Of(_ranked)!.Value),
                new(PrAuc.Facts, PrAuc.Of(_ranked)!.Value),
                new(RecallAtFalseAlarms.Facts, RecallAtFalseAlarms.Of(_ranked)!.Value),
                new(BrierScore.Facts, _brier.Value),
                new(MatthewsCorrelation.Facts, _matthews.Value),
            ]
            : [];

    private void Add(in Answer answer)
    {
        if (_classes == 2)
        {
            // The difference of logits orders as the probability does, and does not end at 1.
            _ranked.Add((double)answer.Logits[1] - answer.Logits[0], answer.Label == 1);
            _brier.Add(Math.Exp(answer.Logits[1] - answer.LogSumExp), answer.Label == 1);
            _matthews.Add(answer.Best, answer.Label);
        }

        Count(1);
        _accuracy.Add(answer);
        _topK.Add(answer);
        _confusion.Add(answer);
        _negativeLogLikelihood.Add(answer);
        _calibration.Add(answer);
        _agreement.Add(answer);
        _correct.Add(answer.Best == answer.Label);
    }

    private ReadOnlySpan<float> Row(ReadOnlySpan<float> logits, int n, string who)
    {
        var row = logits.Slice(n * _classes, _classes);
        var anyProbability = false;
        for (var c = 0; c < row.Length; c++)
        {
            if (float.IsNaN(row[c]) || float.IsPositiveInfinity(row[c]))
            {
                throw NotANumber(who, $"{(float.IsNaN(row[c]) ? "NaN" : "+∞")} for class {c}");
            }

            anyProbability |= !float.IsNegativeInfinity(row[c]);
        }

        return anyProbability ? row : throw NotANumber(who, "−∞ for every class");
    }

    private DecantException NotANumber(string who, string received) =>
        new($"evaluation: expected numbers for logits, received {received} from {who} at sample {Samples}. {Diverged}");

    private void RequireClass(int label)
    {
        if ((uint)label >= (uint)_classes)
        {
            throw new DecantException(
                $"evaluation: expected labels 0 to {_classes - 1}, received {label} at sample {Samples}. "
                    + "Check the labels of the data, or use a model with that many classes."
            );
        }
    }
}
