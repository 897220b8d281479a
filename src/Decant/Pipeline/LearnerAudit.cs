using System.Globalization;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>Looks at what trainings gave: those that learnt nothing are named, as their numbers else look like any others.</summary>
internal static class LearnerAudit
{
    /// <summary>A warning for each arm with classifiers that answer no better than chance after their training.</summary>
    /// <param name="arms">The arms.</param>
    /// <param name="learningRate">What the student was trained with.</param>
    public static IEnumerable<string> Problems(IEnumerable<ArmResult> arms, double learningRate)
    {
        foreach (var arm in arms.Where(arm => arm.Name != ArmNames.Teacher))
        {
            SeedResult[] idle = [.. arm.Seeds.Where(IsChance)];
            if (idle.Length > 0)
            {
                var (test, seeds) = (idle[0].Test, arm.Seeds.Count == 1 ? "" : $" in {idle.Length} of {arm.Seeds.Count} seeds");
                var right = string.Join(
                    ", ",
                    idle.Select(seed => string.Create(CultureInfo.InvariantCulture, $"{100 * seed.Test.Metric(NamedValue.Accuracy):0.0}"))
                );
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{arm.Name}' learnt next to nothing{seeds}: it is right on {right} % of {test.Samples} test samples, "
                        + $"and answering the most frequent class alone is right on "
                        + $"{100 * test.Majority!.Accuracy:0.0} %. Lower or raise training.learning-rate "
                        + $"({learningRate:0.######}), or train for more epochs."
                );
            }
        }
    }

    private static bool IsChance(SeedResult result) =>
        result is { Test: { Majority: { } majority } test, Epochs.Count: > 0 }
        && test.Metric(NamedValue.Accuracy) is { } accuracy
        && ChanceLevel.Reaches(accuracy, majority.Accuracy, test.Samples);
}
