using System.Globalization;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Labels;

/// <summary>
/// Every metric of answers of which several can be true. A label is answered with yes where its probability is ½ or more, its logit 0 or
/// more.
/// </summary>
internal sealed class MultiLabelMetrics : TaskMetrics
{
    private readonly int _labels;
    private readonly LabelScores _scores;
    private readonly SubsetAccuracy _subset = new();
    private readonly HammingAccuracy _hamming = new();
    private readonly HammingAccuracy _agreement = new();
    private readonly BinaryCrossEntropy _binaryCrossEntropy = new();

    /// <summary>Metrics without samples yet.</summary>
    /// <param name="labels">Labels per sample L, 1 or more.</param>
    public MultiLabelMetrics(int labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 1);
        (_labels, _scores) = (labels, new LabelScores(labels));
    }

    /// <inheritdoc/>
    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default) =>
        Add(outputs.Main, batch.Targets!.Span<float>()[..(batch.Count * _labels)], teacher.Main);

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">[N, L], finite.</param>
    /// <param name="truth">[N, L], 0 or 1.</param>
    /// <param name="teacherLogits">[N, L]; empty when there are none.</param>
    /// <exception cref="DecantException">A logit is not finite, or the truth is neither 0 nor 1.</exception>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<float> truth, ReadOnlySpan<float> teacherLogits = default)
    {
        RequireLength(logits.Length, truth.Length, nameof(logits));
        RequireFinite(logits, _labels, "the model", Diverged);
        if (!teacherLogits.IsEmpty)
        {
            RequireLength(teacherLogits.Length, truth.Length, nameof(teacherLogits));
            RequireFinite(teacherLogits, _labels, "the teacher", Diverged);
        }

        for (var n = 0; n < truth.Length; n += _labels)
        {
            var wrong = 0;
            for (var label = 0; label < _labels; label++)
            {
                var (answer, isTrue) = (logits[n + label] >= 0, IsTrue(truth[n + label], label));
                wrong += answer == isTrue ? 0 : 1;
                _scores.Add(label, answer, isTrue);
                _hamming.Add(answer, isTrue);
                _binaryCrossEntropy.Add(logits[n + label], isTrue);
                if (!teacherLogits.IsEmpty)
                {
                    _agreement.Add(answer, teacherLogits[n + label] >= 0);
                }
            }

            _subset.Add(wrong);
            Count(1);
        }
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        RequireSamples();
        return new EvaluationResult
        {
            Samples = Samples,
            Measures =
            [
                new(PrecisionRecallF1.F1Facts, _scores.Macro(score => score.F1)),
                new(LabelScores.MicroF1Facts, _scores.MicroF1),
                new(PrecisionRecallF1.PrecisionFacts, _scores.Macro(score => score.Precision)),
                new(PrecisionRecallF1.RecallFacts, _scores.Macro(score => score.Recall)),
                new(SubsetAccuracy.Facts, _subset.Value),
                new(HammingAccuracy.Facts, _hamming.Value!.Value),
                new(BinaryCrossEntropy.Facts, _binaryCrossEntropy.Value),
                .. _agreement.Value is { } agreement ? [new Measure(Agreement.Facts, agreement)] : Array.Empty<Measure>(),
            ],
            Tables = [ResultTable.OfScores("labels", "Label by label", "Label", _scores.Labels)],
        };
    }

    private bool IsTrue(float truth, int label) =>
        truth is 0 or 1
            ? truth == 1
            : throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"evaluation: expected 0 or 1 for label {label}, received {truth} at sample {Samples}. Choose "
                        + $"targets that are labels, or another task."
                )
            );
}
