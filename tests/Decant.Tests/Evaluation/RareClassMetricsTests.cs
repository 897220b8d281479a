using Decant.Engine.Randomness;
using Decant.Evaluation;
using Decant.Runs;
using Decant.Tasks.Classes;

namespace Decant.Tests.Evaluation;

/// <summary>Metrics of a rare class, next to plain loops over all samples and thresholds, with many equal answers.</summary>
public sealed class RareClassMetricsTests
{
    private const int Cases = 200;

    [Fact]
    public void ROC_AUC_is_the_share_of_pairs_in_order() =>
        ForAll(
            (answers, truth, ranked, _) =>
            {
                var (sum, pairs) = (0.0, 0);
                foreach (var (a, isA) in answers.Zip(truth).Where(one => one.Second))
                {
                    foreach (var (b, _) in answers.Zip(truth).Where(one => !one.Second))
                    {
                        sum +=
                            a > b ? 1
                            : a == b ? 0.5
                            : 0;
                        pairs += isA ? 1 : 0;
                    }
                }

                Assert.Equal(sum / pairs, RocAuc.Of(ranked)!.Value, 1e-9);
            }
        );

    [Fact]
    public void PR_AUC_sums_precision_over_the_steps_of_recall() =>
        ForAll(
            (answers, truth, ranked, _) =>
            {
                // as scikit-learn's average_precision_score: a threshold at each different answer, from the highest
                var (area, recallBefore) = (0.0, 0.0);
                foreach (var threshold in answers.Distinct().OrderDescending())
                {
                    double right = 0,
                        taken = 0,
                        all = 0;
                    for (var n = 0; n < answers.Length; n++)
                    {
                        all += truth[n] ? 1 : 0;
                        taken += answers[n] >= threshold ? 1 : 0;
                        right += truth[n] && answers[n] >= threshold ? 1 : 0;
                    }

                    area += ((right / all) - recallBefore) * (right / taken);
                    recallBefore = right / all;
                }

                Assert.Equal(area, PrAuc.Of(ranked)!.Value, 1e-9);
            }
        );

    [Fact]
    public void Recall_at_a_false_alarm_rate_is_the_best_of_all_thresholds_that_keep_it() =>
        ForAll(
            (answers, truth, ranked, random) =>
            {
                var (rate, best) = (random.NextDouble() / 2, 0.0);
                foreach (var threshold in answers)
                {
                    var alarms = Enumerable.Range(0, answers.Length).Where(n => answers[n] >= threshold).ToArray();
                    var isKept = alarms.Count(n => !truth[n]) <= rate * truth.Count(isTrue => !isTrue);
                    best = isKept ? Math.Max(best, alarms.Count(n => truth[n]) / (double)truth.Count(isTrue => isTrue)) : best;
                }

                Assert.Equal(best, RecallAtFalseAlarms.Of(ranked, rate)!.Value, 1e-9);
            }
        );

    [Fact]
    public void The_measures_of_a_classifier_of_two_classes_are_those_of_plain_loops()
    {
        var random = new RandomStream(2, "logits");
        for (var one = 0; one < 50; one++)
        {
            var count = 5 + random.NextInt32(40);
            int[] labels = [0, 1, .. Enumerable.Range(2, count - 2).Select(_ => random.NextInt32(5) / 4)];
            float[] logits = [.. Enumerable.Range(0, 2 * count).Select(_ => random.NextInt32(9) / 2f)];
            var metrics = new ClassificationMetrics(2);
            metrics.Add(logits, labels);
            var result = metrics.Result();

            double[] probability = [.. labels.Select((_, n) => 1 / (1 + Math.Exp(logits[2 * n] - logits[(2 * n) + 1])))];
            Assert.Equal(
                labels.Select((label, n) => Math.Pow(probability[n] - label, 2)).Average(),
                result.Metric("brierScore")!.Value,
                1e-9
            );

            // Pearson's correlation of two rows of 0 and 1; of equal logits the first class is answered
            double[] answered = [.. labels.Select((_, n) => logits[(2 * n) + 1] > logits[2 * n] ? 1.0 : 0)];
            var (meanAnswer, meanLabel) = (answered.Average(), labels.Average());
            var together = labels.Select((label, n) => (label - meanLabel) * (answered[n] - meanAnswer)).Sum();
            var spread = Math.Sqrt(
                labels.Sum(label => Math.Pow(label - meanLabel, 2)) * answered.Sum(answer => Math.Pow(answer - meanAnswer, 2))
            );
            Assert.Equal(spread > 0 ? together / spread : 0, result.Metric("matthewsCorrelation")!.Value, 1e-9);

            var ranked = new RankedAnswers();
            for (var n = 0; n < count; n++)
            {
                ranked.Add((double)logits[(2 * n) + 1] - logits[2 * n], labels[n] == 1);
            }

            Assert.Equal(RocAuc.Of(ranked), result.Metric("rocAuc"));
            Assert.Equal(PrAuc.Of(ranked), result.Metric("prAuc"));
            Assert.Equal(RecallAtFalseAlarms.Of(ranked), result.Metric("recallAtFalseAlarms"));
            Assert.Contains(new NamedValue("falseAlarmRate", 0.01), result.Settings);
        }
    }

    [Fact]
    public void Samples_of_one_class_have_no_order_and_three_classes_have_no_second()
    {
        var metrics = new ClassificationMetrics(2);
        metrics.Add([1, 2, 3, 4], [1, 1]);
        Assert.Null(metrics.Result().Metric("rocAuc"));
        Assert.Null(PrAuc.Of(new RankedAnswers()));
        var three = new ClassificationMetrics(3);
        three.Add([1, 2, 3, 4, 5, 6], [0, 1]);
        Assert.Null(three.Result().Metric("brierScore"));
    }

    // Few different answers, so that many are equal; one sample of each class at least.
    private static void ForAll(Action<double[], bool[], RankedAnswers, RandomStream> judge)
    {
        var random = new RandomStream(1, "ranked");
        for (var one = 0; one < Cases; one++)
        {
            var count = 2 + random.NextInt32(60);
            double[] answers = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(1 + (one % 20)) / 4.0)];
            bool[] truth = [true, false, .. Enumerable.Range(2, count - 2).Select(_ => random.NextInt32(4) == 0)];
            var ranked = new RankedAnswers();
            foreach (var (answer, isTrue) in answers.Zip(truth))
            {
                ranked.Add(answer, isTrue);
            }

            judge(answers, truth, ranked, random);
        }
    }
}
