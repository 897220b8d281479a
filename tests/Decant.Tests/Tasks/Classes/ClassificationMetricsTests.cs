using Decant.Engine;
using Decant.Runs;
using Decant.Tasks.Classes;
using Decant.Tests.Evaluation;

namespace Decant.Tests.Tasks.Classes;

public class ClassificationMetricsTests
{
    private const int N = 40;
    private const int C = 5;

    [Fact]
    public void Every_metric_equals_numpys()
    {
        // golden-metrics.py
        var result = Golden(batch: N);

        Assert.Equal(N, result.Samples);
        Assert.Equal(0.2, result.Accuracy, 12);
        Assert.Equal(32, result.Errors);
        Assert.Equal(2, result.TopK);
        Assert.Equal(0.4, result.TopKAccuracy, 12);
        Assert.Equal(2.014753792915356, result.NegativeLogLikelihood, 12);
        Assert.Equal(0.30619931957909324, result.ExpectedCalibrationError, 6);
        Assert.Equal(0.175, result.Agreement!.Value, 12);
        Assert.Equal(0.20634920634920634, result.MacroPrecision, 12);
        Assert.Equal(0.1125, result.MacroRecall, 12);
        Assert.Equal(0.143030303030303, result.MacroF1, 12);
        Assert.Equal([5, 1, 3, 3, 4], result.Confusion!.Row(0).ToArray());
        Assert.Equal([0, 0, 0, 0, 0], result.Confusion.Row(1).ToArray());
        Assert.Equal([3, 5, 4, 2, 2], result.Confusion.Row(3).ToArray());
        Assert.Equal([1, 3, 2, 1, 1], result.Confusion.Row(4).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(39)]
    public void The_cut_into_batches_changes_no_bit(int batch)
    {
        Assert.Equal(Golden(N).Metrics, Golden(batch).Metrics);
    }

    [Fact]
    public void Adding_a_batch_allocates_nothing()
    {
        var (logits, labels, teacher) = GoldenInput();
        var metrics = new ClassificationMetrics(C, samples: 2 * labels.Length);
        metrics.Add(logits, labels, teacher);

        var before = GC.GetAllocatedBytesForCurrentThread();
        metrics.Add(logits, labels, teacher);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Precision_recall_and_F1_equal_scikit_learns_example()
    {
        // sklearn.metrics.precision_recall_fscore_support: cat 0, dog 1, pig 2
        var result = FromAnswers(3, labels: [0, 1, 2, 0, 1, 2], answers: [0, 2, 1, 0, 0, 1]);

        Assert.Equal([new(2.0 / 3, 1, 0.8, 2), new(0, 0, 0, 2), new(0, 0, 0, 2)], result.Scores);
        Assert.Equal((0.2222, 0.3333, 0.2667), (Rounded(result.MacroPrecision), Rounded(result.MacroRecall), Rounded(result.MacroF1)));
    }

    [Fact]
    public void The_confusion_matrix_equals_scikit_learns_example()
    {
        // sklearn.metrics.confusion_matrix
        var confusion = FromAnswers(3, labels: [2, 0, 2, 2, 0, 1], answers: [0, 0, 2, 2, 0, 2]).Confusion;

        Assert.Equal([2, 0, 0], confusion!.Row(0).ToArray());
        Assert.Equal([0, 0, 1], confusion.Row(1).ToArray());
        Assert.Equal([1, 0, 2], confusion.Row(2).ToArray());
    }

    [Fact]
    public void Top_k_accuracy_equals_scikit_learns_example()
    {
        // sklearn.metrics.top_k_accuracy_score with k = 2
        var metrics = new ClassificationMetrics(3, topK: 2);
        metrics.Add([.5f, .2f, .2f, .3f, .4f, .2f, .2f, .4f, .3f, .7f, .2f, .1f], [0, 1, 2, 2]);

        Assert.Equal(0.75, metrics.Result().TopKAccuracy);
    }

    [Fact]
    public void The_negative_log_likelihood_equals_scikit_learns_example()
    {
        // sklearn.metrics.log_loss: spam, ham, ham, spam; logits are the logarithms of its probabilities
        var metrics = new ClassificationMetrics(2);
        float[] probabilities = [.1f, .9f, .9f, .1f, .8f, .2f, .35f, .65f];
        metrics.Add([.. probabilities.Select(probability => MathF.Log(probability))], [1, 0, 0, 1]);

        Assert.Equal(0.21616, metrics.Result().NegativeLogLikelihood, 5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8192)]
    [InlineData(-8192)]
    public void A_constant_added_to_logits_leaves_the_negative_log_likelihood(float constant)
    {
        // The golden inputs of the hard-label loss; a power of two keeps their sums exact.
        float[] logits = [1, 2, -1, .5f, 0, -.5f, 1.5f, 2, 2.5f, .25f, -.75f, 1.25f];
        var plain = new ClassificationMetrics(4);
        var shifted = new ClassificationMetrics(4);
        plain.Add(logits, [0, 2, 1]);
        shifted.Add([.. logits.Select(logit => logit + constant)], [0, 2, 1]);

        Assert.Equal(plain.Result().NegativeLogLikelihood, shifted.Result().NegativeLogLikelihood, 9);
    }

    [Fact]
    public void The_negative_log_likelihood_equals_the_golden_number_of_the_hard_label_loss()
    {
        var metrics = new ClassificationMetrics(4);
        metrics.Add([1, 2, -1, .5f, 0, -.5f, 1.5f, 2, 2.5f, .3f, -.7f, 1.2f], [0, 2, 1]);

        Assert.Equal(1.716574977020, metrics.Result().NegativeLogLikelihood, 7);
    }

    [Fact]
    public void Of_equal_logits_the_lower_class_index_wins()
    {
        var metrics = new ClassificationMetrics(4, topK: 2);
        metrics.Add([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [0, 1, 2, 3]);
        var result = metrics.Result();

        Assert.Equal(0.25, result.Accuracy);
        Assert.Equal(0.5, result.TopKAccuracy);
        Assert.Equal(Math.Log(4), result.NegativeLogLikelihood, 12);
    }

    [Fact]
    public void Macro_values_leave_out_classes_that_never_occur()
    {
        // Class 2 of 3 is neither a label nor an answer; a mean over 3 would give 2/3.
        Assert.Equal(1, FromAnswers(3, labels: [0, 1], answers: [0, 1]).MacroRecall);
    }

    [Fact]
    public void More_best_classes_than_classes_are_all_classes()
    {
        var metrics = new ClassificationMetrics(3, topK: 5);
        metrics.Add([1, 2, 3], [0]);

        Assert.Equal((3, 1.0), (metrics.Result().TopK, metrics.Result().TopKAccuracy));
    }

    [Fact]
    public void A_label_of_probability_zero_makes_the_likelihood_infinite_and_nothing_else()
    {
        var metrics = new ClassificationMetrics(2);
        metrics.Add([0, float.NegativeInfinity, 1, 2], [1, 1]);
        var result = metrics.Result();

        Assert.Equal(double.PositiveInfinity, result.NegativeLogLikelihood);
        Assert.Equal(0.5, result.Accuracy);
    }

    [Theory]
    [InlineData(float.NaN, "NaN for class 1 from the model at sample 2")]
    [InlineData(float.PositiveInfinity, "+∞ for class 1 from the model at sample 2")]
    public void A_logit_that_is_no_number_is_named_with_its_sample_and_class(float bad, string expected)
    {
        var metrics = new ClassificationMetrics(2);
        metrics.Add([1, 2], [0]);

        var problem = Assert.Throws<DecantException>(() => metrics.Add([1, 2, 1, bad], [0, 0]));

        Assert.Contains(expected, problem.Message);
    }

    [Fact]
    public void A_teacher_that_answers_NaN_is_named()
    {
        var metrics = new ClassificationMetrics(2);

        var problem = Assert.Throws<DecantException>(() => metrics.Add([1, 2], [0], [float.NaN, 1]));

        Assert.Contains("from the teacher at sample 0", problem.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_label_that_is_no_class_is_refused_with_the_range(int label)
    {
        var metrics = new ClassificationMetrics(3);

        var problem = Assert.Throws<DecantException>(() => metrics.Add([1, 2, 3], [label]));

        Assert.Contains($"expected labels 0 to 2, received {label} at sample 0", problem.Message);
    }

    [Fact]
    public void No_samples_are_no_result()
    {
        Assert.Contains("at least one sample", Assert.Throws<DecantException>(() => new ClassificationMetrics(3).Result()).Message);
    }

    [Fact]
    public void Without_a_teacher_there_is_no_agreement()
    {
        var result = FromAnswers(2, labels: [0], answers: [0]);

        Assert.Null(result.Agreement);
        Assert.Null(result.Metric(NamedValue.Agreement));
    }

    private static double Rounded(double value) => Math.Round(value, 4);

    private static EvaluationResult FromAnswers(int classes, int[] labels, int[] answers)
    {
        var metrics = new ClassificationMetrics(classes);
        var logits = new float[labels.Length * classes];
        for (var n = 0; n < labels.Length; n++)
        {
            logits[(n * classes) + answers[n]] = 1;
        }

        metrics.Add(logits, labels);
        return metrics.Result();
    }

    private static EvaluationResult Golden(int batch)
    {
        var (logits, labels, teacher) = GoldenInput();
        var metrics = new ClassificationMetrics(C, topK: 2);
        for (var start = 0; start < N; start += batch)
        {
            var end = Math.Min(N, start + batch);
            metrics.Add(logits.AsSpan()[(start * C)..(end * C)], labels.AsSpan()[start..end], teacher.AsSpan()[(start * C)..(end * C)]);
        }

        return metrics.Result();
    }

    private static (float[] Logits, int[] Labels, float[] Teacher) GoldenInput()
    {
        var logits = new float[N * C];
        var teacher = new float[N * C];
        var labels = new int[N];
        for (var n = 0; n < N; n++)
        {
            labels[n] = ((7 * n) + (n * n)) % C;
            for (var c = 0; c < C; c++)
            {
                logits[(n * C) + c] = (((17 * n) + (29 * c) + (5 * n * c)) % 13 / 4f) - 1.5f;
                teacher[(n * C) + c] = (((11 * n) + (7 * c) + (3 * n * c)) % 17 / 5f) - 1.5f;
            }
        }

        return (logits, labels, teacher);
    }
}
