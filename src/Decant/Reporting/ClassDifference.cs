using Decant.Runs;

namespace Decant.Reporting;

/// <summary>How much better or worse the distilled student is than its teacher in one class or label; a mean over all hides what a rare one loses.</summary>
/// <param name="Name">The class or label.</param>
/// <param name="Samples">Test samples of it.</param>
/// <param name="Teacher">The teacher's score.</param>
/// <param name="Recall">The student's recall, mean over its seeds, 0 to 1.</param>
/// <param name="F1">The student's F1, mean over its seeds, 0 to 1.</param>
internal sealed record ClassDifference(string Name, long Samples, ClassScore Teacher, double Recall, double F1)
{
    // Points of F1 that one class must lose more than all do, for a sentence of its own.
    private const double Notable = 0.05;

    /// <summary>Student − teacher in recall, −1 to 1; null without test samples of the class.</summary>
    public double? RecallDifference => Samples == 0 ? null : Recall - Teacher.Recall;

    /// <summary>Student − teacher in F1, −1 to 1; null without test samples of the class.</summary>
    public double? F1Difference => Samples == 0 ? null : F1 - Teacher.F1;

    /// <summary>The difference in F1 in points, with its sign.</summary>
    public string Text => F1Difference is { } difference ? $"{(difference > 0 ? "+" : "")}{Quantity.Number(difference * 100, 1)}" : Quantity.None;

    /// <summary>Every class or label by index; empty without both a teacher and a distilled student.</summary>
    public static IReadOnlyList<ClassDifference> Of(Run run)
    {
        if (run.Arm(ArmNames.Teacher)?.Seeds[0].Test.Scores is not { Count: > 0 } teacher || run.Arm(ArmNames.Distilled) is not { } student || student.Seeds.Any(seed => seed.Test.Scores.Count != teacher.Count))
        {
            return [];
        }

        return [.. Enumerable.Range(0, teacher.Count).Select(c => new ClassDifference(
            ClassName.Of(run.Data.AnswerNames, c), teacher[c].Support, teacher[c],
            student.Seeds.Average(seed => seed.Test.Scores[c].Recall), student.Seeds.Average(seed => seed.Test.Scores[c].F1)))];
    }

    /// <summary>Names the class that loses most; empty where none loses much more than all do.</summary>
    public static string Sentence(Run run)
    {
        var counted = Of(run).Where(difference => difference.F1Difference is not null).ToArray();
        if (counted.Length < 2 || counted.MinBy(difference => difference.F1Difference) is not { } worst)
        {
            return "";
        }

        return worst.F1Difference < counted.Average(difference => difference.F1Difference) - Notable && worst.F1Difference < -Notable
            ? $"The student loses most in {worst.Name}: {Quantity.Number(-worst.F1Difference!.Value * 100, 1)} points of F1 against the teacher, in {Quantity.Count(worst.Samples)} test samples."
            : "";
    }
}
