using Decant.Losses.Hints;
using FsCheck;
using FsCheck.Fluent;

namespace Decant.Tests.Losses.Hints;

/// <summary>What holds for the contrast against a memory whatever the values, their sizes and the samples: tried on random ones.</summary>
public sealed class ContrastiveRepresentationPropertyTests
{
    private static readonly ContrastiveRepresentationLoss s_loss = new()
    {
        Student = "h",
        Teacher = "e",
        Features = 3,
        Negatives = 6,
    };

    private static readonly HintPropertyCase s_case = new("crd", s_loss, HintShapes.VectorsOfAnyWidth, 1, HintTraits.None);

    private static readonly Gen<(HintTrial Trial, int SampleCount, long[] Samples)> s_trials =
        from trial in HintTrial.Of(s_case)
        let n = trial.Arrays.Values.First().Dimensions[0]
        from more in Gen.Choose(1, 10)
        from order in Gen.ArrayOf(Gen.Choose(0, 1_000_000), n + more)
        select (
            trial,
            n + more,
            Enumerable.Range(0, n + more).OrderBy(sample => order[sample]).Take(n).Select(sample => (long)sample).ToArray()
        );

    [Fact]
    public void The_value_is_never_negative() =>
        ForAll(
            (trial, count, samples) =>
            {
                using var run = Start(trial, count, samples);
                Assert.True(run.Step(1) >= 0);
                Assert.True(run.Step(2) >= 0);
            }
        );

    /// <summary>Each side's linear map has no bias yet, and makes unit vectors.</summary>
    [Fact]
    public void Before_training_only_the_direction_of_the_values_counts() =>
        ForAll(
            (trial, count, samples) =>
            {
                using var run = Start(trial, count, samples);
                using var scaled = Start(trial.WithBoth(array => array.EachTimes(1, trial.Noise)), count, samples);
                var expected = run.Step(1);
                Assert.Equal(expected, scaled.Step(1), 1e-9 * Math.Max(1, expected));
            }
        );

    [Fact]
    public void A_step_makes_unit_vectors_of_the_samples_seen_and_leaves_the_others() =>
        ForAll(
            (trial, count, samples) =>
            {
                using var run = Start(trial, count, samples);
                foreach (var bank in new[] { "crd/student-bank", "crd/teacher-bank" })
                {
                    var before = run.Rows(bank, 3);
                    run.Step(1);
                    var after = run.Rows(bank, 3);
                    for (var sample = 0; sample < count; sample++)
                    {
                        if (samples.Contains(sample))
                        {
                            Assert.Equal(1, after[sample].Sum(number => number * number), 1e-9);
                        }
                        else
                        {
                            Assert.Equal(before[sample], after[sample]);
                        }
                    }
                }
            }
        );

    private static ContrastiveRepresentationRun Start(HintTrial trial, int count, long[] samples) =>
        new(s_loss, trial.Arrays["student/x"], trial.Arrays["teacher/x"], samples, count, seed: 5);

    private static void ForAll(Action<HintTrial, int, long[]> check) =>
        Prop.ForAll(s_trials.ToArbitrary(), trial => check(trial.Trial, trial.SampleCount, trial.Samples))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
