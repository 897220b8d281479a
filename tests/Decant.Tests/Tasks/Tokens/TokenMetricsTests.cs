using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Runs;
using Decant.Tasks.Tokens;

namespace Decant.Tests.Tasks.Tokens;

public class TokenMetricsTests
{
    private static readonly string[] s_names = ["O", "B-a", "I-a", "B-b", "I-b"];
    private static readonly Field s_tags = new("tags", ElementType.Int64, [FieldSize.UpTo("T", 6)], FieldRole.Truth) { Names = s_names };

    // Two texts; −1 is no first token of a word. Truth: a at words 0-1, b at 2-3; a at 0-1. Found: a at 0-1, b at 2 alone; a at 0-1, b at 1.
    private static readonly long[] s_truth = [-1, 1, 2, -1, 3, 4, -1, 1, 0, -1, -1, -1];
    private static readonly int[] s_answers = [3, 1, 2, 3, 3, 0, 0, 1, 3, 2, 2, 2];

    [Fact]
    public void A_span_is_right_with_all_its_words_and_its_kind()
    {
        var result = Result();

        Assert.Equal(2.0 / 4, result.Metric("spanPrecision")!.Value, 1e-12);
        Assert.Equal(2.0 / 3, result.Metric("spanRecall")!.Value, 1e-12);
        Assert.Equal(2 * (0.5 * 2 / 3) / (0.5 + (2.0 / 3)), result.Metric("spanF1")!.Value, 1e-12);
        Assert.Equal(4.0 / 6, result.Metric("wordAccuracy")!.Value, 1e-12);
        Assert.Equal([false, false], result.Correct);
    }

    [Fact]
    public void Tokens_that_begin_no_word_change_nothing()
    {
        var other = (int[])s_answers.Clone();
        for (var place = 0; place < other.Length; place++)
        {
            other[place] = s_truth[place] < 0 ? (other[place] + 1) % s_names.Length : other[place];
        }

        Assert.Equal(Result().Metrics, Result(other).Metrics);
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_refused()
    {
        var logits = Logits(s_answers);
        logits[7] = float.NaN;

        Assert.Contains(
            "received NaN from the model at sample 0",
            Assert.Throws<DecantException>(() => new TokenMetrics(s_tags, 2).Add(logits, s_truth, 6, 2)).Message,
            StringComparison.Ordinal
        );
    }

    private static EvaluationResult Result(int[]? answers = null)
    {
        var metrics = new TokenMetrics(s_tags, 2);
        metrics.Add(Logits(answers ?? s_answers), s_truth, 6, 2);
        return metrics.Result();
    }

    private static float[] Logits(int[] answers) =>
        [.. answers.SelectMany(best => Enumerable.Range(0, s_names.Length).Select(c => c == best ? 2f : 0))];
}
