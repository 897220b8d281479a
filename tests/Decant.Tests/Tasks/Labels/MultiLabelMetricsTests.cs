using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Runs;
using Decant.Tasks.Labels;
using Decant.Tests.Evaluation;

namespace Decant.Tests.Tasks.Labels;

public sealed class MultiLabelMetricsTests
{
    private const int N = 60;
    private const int L = 4;

    [Fact]
    public void An_example_by_hand()
    {
        // Label 0: TP 1, FP 1, FN 1. Label 1: TP 2. Label 2: never true, never answered. Label 3: FN 1.
        float[] truth = [1, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0];
        float[] logits = [2, 0, -1, -1, -3, -2, -1, -1, 1, 1, -1, -1];
        var result = Of(L, logits, truth);

        Assert.Equal([0.5, 1, 0, 0], result.Scores.Select(label => label.F1));
        Assert.Equal([0.5, 1, 0, 0], result.Scores.Select(label => label.Precision));
        Assert.Equal([2, 2, 0, 1], result.Scores.Select(label => label.Support));
        Assert.Equal((0.5 + 1 + 0) / 3, result.MacroF1, 1e-15); // label 2 does not occur
        Assert.Equal(2.0 * 3 / ((2 * 3) + 1 + 2), result.MicroF1, 1e-15);
        Assert.Equal(1 / 3.0, result.SubsetAccuracy, 1e-15);
        Assert.Equal(9 / 12.0, result.HammingAccuracy, 1e-15);
        Assert.Null(result.Agreement);
    }

    [Fact]
    public void Drawn_answers_give_what_plain_loops_give()
    {
        var (logits, truth, teacher) = Drawn();
        var result = Of(L, logits, truth, teacher);
        double crossEntropy = 0,
            macro = 0,
            precision = 0,
            recall = 0;
        int right = 0,
            agreed = 0;
        for (var label = 0; label < L; label++)
        {
            int hits = 0,
                given = 0,
                support = 0;
            for (var i = label; i < logits.Length; i += L)
            {
                var (answer, isTrue) = (logits[i] >= 0, truth[i] == 1);
                (hits, given, support) = (hits + (answer && isTrue ? 1 : 0), given + (answer ? 1 : 0), support + (isTrue ? 1 : 0));
                right += answer == isTrue ? 1 : 0;
                agreed += answer == (teacher[i] >= 0) ? 1 : 0;
                var probability = 1 / (1 + Math.Exp(-logits[i]));
                crossEntropy -= Math.Log(isTrue ? probability : 1 - probability);
            }

            var (p, r) = ((double)hits / given, (double)hits / support);
            (macro, precision, recall) = (macro + (2 * p * r / (p + r)), precision + p, recall + r);
        }

        var whole = Enumerable.Range(0, N).Count(n => Enumerable.Range(n * L, L).All(i => logits[i] >= 0 == (truth[i] == 1)));
        Assert.Equal(N, result.Samples);
        Assert.Equal(macro / L, result.MacroF1, 1e-12);
        Assert.Equal(precision / L, result.MacroPrecision, 1e-12);
        Assert.Equal(recall / L, result.MacroRecall, 1e-12);
        Assert.Equal((double)whole / N, result.SubsetAccuracy, 1e-12);
        Assert.Equal((double)right / (N * L), result.HammingAccuracy, 1e-12);
        Assert.Equal((double)agreed / (N * L), result.Agreement!.Value, 1e-12);
        Assert.Equal(crossEntropy / (N * L), result.BinaryCrossEntropy, 1e-12);
    }

    [Fact]
    public void Rightly_answering_nothing_is_right_and_yet_no_F1()
    {
        var result = Of(2, [-1, -2, -3, -4], [0, 0, 0, 0]);

        Assert.Equal((0, 0, 1, 1), (result.MacroF1, result.MicroF1, result.SubsetAccuracy, result.HammingAccuracy));
    }

    [Fact]
    public void Certainty_stays_finite()
    {
        Assert.Equal(0, Of(1, [1e4f, -1e4f], [1, 0]).BinaryCrossEntropy);
        Assert.Equal(1e4, Of(1, [1e4f, -1e4f], [0, 1]).BinaryCrossEntropy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(59)]
    public void The_cut_into_batches_changes_no_bit(int batch)
    {
        var (logits, truth, teacher) = Drawn();
        var metrics = new MultiLabelMetrics(L);
        for (var n = 0; n < N; n += batch)
        {
            var part = (n * L)..(Math.Min(N, n + batch) * L);
            metrics.Add(logits.AsSpan(part), truth.AsSpan(part), teacher.AsSpan(part));
        }

        Assert.Equal(Of(L, logits, truth, teacher).Metrics, metrics.Result().Metrics);
    }

    [Fact]
    public void Adding_a_batch_allocates_nothing()
    {
        var (logits, truth, teacher) = Drawn();
        var metrics = new MultiLabelMetrics(L);
        metrics.Add(logits, truth, teacher);

        var before = GC.GetAllocatedBytesForCurrentThread();
        metrics.Add(logits, truth, teacher);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(float.NaN, 1, "received NaN from the model at sample 0, number 1")]
    [InlineData(1, 0.5f, "expected 0 or 1 for label 1, received 0.5 at sample 0")]
    public void What_is_neither_yes_nor_no_is_refused(float logit, float truth, string words) =>
        Assert.Contains(words, Assert.Throws<DecantException>(() => Of(2, [1, logit], [1, truth])).Message, StringComparison.Ordinal);

    private static EvaluationResult Of(int labels, float[] logits, float[] truth, float[]? teacher = null)
    {
        var metrics = new MultiLabelMetrics(labels);
        metrics.Add(logits, truth, teacher);
        return metrics.Result();
    }

    private static (float[] Logits, float[] Truth, float[] Teacher) Drawn()
    {
        var stream = new RandomStream(12, "label metrics");
        var (logits, truth, teacher) = (new float[N * L], new float[N * L], new float[N * L]);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = stream.NextDouble() < 0.2 + (0.2 * (i % L)) ? 1 : 0;
            logits[i] = (float)((2 * truth[i]) - 1 + stream.NextNormal());
            teacher[i] = (float)((2 * truth[i]) - 1 + (0.5 * stream.NextNormal()));
        }

        return (logits, truth, teacher);
    }
}
