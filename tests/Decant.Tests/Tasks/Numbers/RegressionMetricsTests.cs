using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Runs;
using Decant.Tasks.Numbers;
using Decant.Tests.Evaluation;

namespace Decant.Tests.Tasks.Numbers;

public sealed class RegressionMetricsTests
{
    private const int N = 50;
    private const int D = 3;

    [Fact]
    public void One_number_gives_the_example_of_scikit_learn()
    {
        // sklearn.metrics: mean_absolute_error, mean_squared_error and r2_score of [3, -0.5, 2, 7] and [2.5, 0.0, 2, 8]
        var result = Of(1, [2.5f, 0, 2, 8], [3, -0.5f, 2, 7]);

        Assert.Equal(0.5, result.MeanAbsoluteError, 1e-15);
        Assert.Equal(Math.Sqrt(0.375), result.RootMeanSquaredError, 1e-15);
        Assert.Equal(0.9486081370449679, result.RSquared!.Value, 1e-15);
        Assert.Null(result.TeacherDifference);
        Assert.Equal(["meanAbsoluteError", "rootMeanSquaredError", "rSquared"], result.Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void Several_numbers_give_what_plain_loops_give()
    {
        var (predictions, truth, teacher) = Drawn(offset: 0);
        var result = Of(D, predictions, truth, teacher);
        double absolute = 0,
            squared = 0,
            difference = 0,
            explained = 0;
        for (var c = 0; c < D; c++)
        {
            var mean = Enumerable.Range(0, N).Average(n => (double)truth[(n * D) + c]);
            double residual = 0,
                variation = 0,
                columnAbsolute = 0;
            for (var n = 0; n < N; n++)
            {
                double y = truth[(n * D) + c],
                    p = predictions[(n * D) + c];
                columnAbsolute += Math.Abs(p - y);
                residual += (p - y) * (p - y);
                variation += (y - mean) * (y - mean);
                difference += Math.Abs(p - teacher[(n * D) + c]);
            }

            (absolute, squared, explained) = (absolute + columnAbsolute, squared + residual, explained + 1 - (residual / variation));
            Assert.Equal(columnAbsolute / N, result.Numbers[c].MeanAbsoluteError, 1e-12);
            Assert.Equal(Math.Sqrt(residual / N), result.Numbers[c].RootMeanSquaredError, 1e-12);
            Assert.Equal(1 - (residual / variation), result.Numbers[c].RSquared!.Value, 1e-12);
        }

        Assert.Equal(N, result.Samples);
        Assert.Equal(absolute / (N * D), result.MeanAbsoluteError, 1e-12);
        Assert.Equal(Math.Sqrt(squared / (N * D)), result.RootMeanSquaredError, 1e-12);
        Assert.Equal(explained / D, result.RSquared!.Value, 1e-12);
        Assert.Equal(difference / (N * D), result.TeacherDifference!.Value, 1e-12);
    }

    [Fact]
    public void A_truth_that_does_not_vary_has_no_R2()
    {
        var alone = Of(1, [1, 2, 3], [5, 5, 5]);
        Assert.Null(alone.RSquared);
        Assert.DoesNotContain(alone.Metrics, metric => metric.Name == "rSquared");

        // Of two numbers the other one counts alone: predicted by its mean, it is explained by nothing.
        Assert.Equal(0, Of(2, [2, 1, 2, 1, 2, 1], [1, 5, 2, 5, 3, 5]).RSquared!.Value, 1e-15);
    }

    [Fact]
    public void Numbers_far_from_zero_are_explained_as_well_as_the_same_numbers_near_it()
    {
        var near = Of(D, Drawn(0).Predictions, Drawn(0).Truth).RSquared!.Value;
        var far = Of(D, Drawn(4096).Predictions, Drawn(4096).Truth).RSquared!.Value;
        Assert.Equal(near, far, 1e-3); // what float32 loses by the shift
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(49)]
    public void The_cut_into_batches_changes_no_bit(int batch)
    {
        var (predictions, truth, teacher) = Drawn(0);
        var metrics = new RegressionMetrics(D);
        for (var n = 0; n < N; n += batch)
        {
            var part = (n * D)..(Math.Min(N, n + batch) * D);
            metrics.Add(predictions.AsSpan(part), truth.AsSpan(part), teacher.AsSpan(part));
        }

        var whole = Of(D, predictions, truth, teacher);
        Assert.Equal(whole.Metrics, metrics.Result().Metrics);
        Assert.Equal(whole.Scatters.SelectMany(scatter => scatter.Points), metrics.Result().Scatters.SelectMany(scatter => scatter.Points));
    }

    [Fact]
    public void Adding_a_batch_allocates_nothing()
    {
        var (predictions, truth, teacher) = Drawn(0);
        var metrics = new RegressionMetrics(D);
        metrics.Add(predictions, truth, teacher);

        var before = GC.GetAllocatedBytesForCurrentThread();
        metrics.Add(predictions, truth, teacher);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Of_many_samples_some_hundred_at_even_distances_are_kept_for_a_picture()
    {
        const int samples = 1001;
        var metrics = new RegressionMetrics(1, "degrees", samples);
        var numbers = Enumerable.Range(0, samples).Select(n => (float)n).ToArray();
        metrics.Add(numbers, numbers);

        var result = metrics.Result();
        Assert.Equal(Enumerable.Range(0, 334).Select(n => new PredictedNumber(3 * n, 3 * n)), result.Scatters[0].Points);
        Assert.Equal("degrees", result.LabelUnit);
    }

    [Theory]
    [InlineData(float.NaN, 1, "from the model at sample 1, number 1. Its weights have diverged")]
    [InlineData(1, float.NaN, "from the data at sample 1, number 1. Leave out samples")]
    [InlineData(float.PositiveInfinity, 1, "received Infinity from the model")]
    public void What_is_no_number_is_refused_with_its_place(float prediction, float truth, string words)
    {
        var problem = Assert.Throws<DecantException>(() => Of(2, [1, 2, 3, prediction], [1, 2, 3, truth]));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_samples_there_is_no_result() =>
        Assert.Contains(
            "expected at least one sample",
            Assert.Throws<DecantException>(() => new RegressionMetrics(1).Result()).Message,
            StringComparison.Ordinal
        );

    private static EvaluationResult Of(int columns, float[] predictions, float[] truth, float[]? teacher = null)
    {
        var metrics = new RegressionMetrics(columns);
        metrics.Add(predictions, truth, teacher);
        return metrics.Result();
    }

    private static (float[] Predictions, float[] Truth, float[] Teacher) Drawn(float offset)
    {
        var stream = new RandomStream(11, "regression metrics");
        var (predictions, truth, teacher) = (new float[N * D], new float[N * D], new float[N * D]);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = offset + (float)(stream.NextNormal() * (1 + (i % D)));
            predictions[i] = truth[i] + (float)(0.5 * stream.NextNormal());
            teacher[i] = truth[i] + (float)(0.2 * stream.NextNormal());
        }

        return (predictions, truth, teacher);
    }
}
