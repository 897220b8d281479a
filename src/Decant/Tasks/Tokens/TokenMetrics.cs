using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Tokens;

/// <summary>Every metric of a tag for each word. A word is answered at its first token; tokens of tag −1 do not count.</summary>
internal sealed class TokenMetrics : TaskMetrics
{
    private readonly string _field;
    private readonly int _classes;
    private readonly TaggedSpans _spans;
    private readonly SpanF1 _f1;
    private readonly Accuracy _accuracy = new();
    private readonly NegativeLogLikelihood _negativeLogLikelihood = new();
    private readonly Agreement _agreement = new();
    private readonly List<bool> _correct;
    private readonly List<(int Start, int End, int Kind)> _found = [],
        _true = [];
    private int[] _answers = [];
    private int[] _truth = [];

    /// <summary>Metrics without samples yet.</summary>
    /// <param name="tags">The field with the tags of tokens, [T].</param>
    /// <param name="samples">Texts that will be added, so that adding them allocates nothing; more may come.</param>
    public TokenMetrics(Field tags, int samples)
    {
        (_field, _classes, _spans, _correct) = (tags.Name, tags.Names.Count, new TaggedSpans(tags.Names), new(samples));
        _f1 = new SpanF1(_spans.Kinds.Count);
        (_answers, _truth) = (new int[tags.Count], new int[tags.Count]);
    }

    /// <inheritdoc/>
    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default)
    {
        var tags = batch[_field];
        Add(outputs.Main, tags.Span<long>(), tags.Dimensions[1], batch.Count, teacher.Main);
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">[N, T, C], finite.</param>
    /// <param name="tags">[N, T], 0 to C − 1, or −1.</param>
    /// <param name="length">T.</param>
    /// <param name="count">N.</param>
    /// <param name="teacherLogits">[N, T, C]; empty when there are none.</param>
    /// <exception cref="Engine.DecantException">A logit is not finite.</exception>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<long> tags, int length, int count, ReadOnlySpan<float> teacherLogits = default)
    {
        RequireLength(logits.Length, count * length * _classes, nameof(logits));
        RequireFinite(logits, length * _classes, "the model", Diverged);
        if (!teacherLogits.IsEmpty)
        {
            RequireLength(teacherLogits.Length, logits.Length, nameof(teacherLogits));
            RequireFinite(teacherLogits, length * _classes, "the teacher", Diverged);
        }

        for (var n = 0; n < count; n++)
        {
            var words = 0;
            for (var place = n * length; place < (n + 1) * length; place++)
            {
                if (tags[place] < 0)
                {
                    continue;
                }

                var teacherBest = teacherLogits.IsEmpty ? Answer.NoTeacher : Answer.BestOf(teacherLogits.Slice(place * _classes, _classes));
                var answer = new Answer(logits.Slice(place * _classes, _classes), (int)tags[place], teacherBest);
                _accuracy.Add(answer);
                _negativeLogLikelihood.Add(answer);
                _agreement.Add(answer);
                (_answers[words], _truth[words]) = (answer.Best, answer.Label);
                words++;
            }

            _spans.Find(_answers.AsSpan(0, words), _found);
            _spans.Find(_truth.AsSpan(0, words), _true);
            _f1.Add(_found, _true);
            _correct.Add(_answers.AsSpan(0, words).SequenceEqual(_truth.AsSpan(0, words)));
            Count(1);
        }
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        RequireSamples();
        var all = _f1.All;
        return new EvaluationResult
        {
            Samples = Samples,
            Correct = [.. _correct],
            Measures =
            [
                new(SpanF1.Facts, all.F1),
                new(SpanF1.PrecisionFacts, all.Precision),
                new(SpanF1.RecallFacts, all.Recall),
                new(TokenAccuracy.Facts, _accuracy.Value),
                new(NegativeLogLikelihood.Facts, _negativeLogLikelihood.Value),
                .. _agreement.Value is { } agreement ? [new Measure(Agreement.Facts, agreement)] : Array.Empty<Measure>(),
            ],
        };
    }
}
