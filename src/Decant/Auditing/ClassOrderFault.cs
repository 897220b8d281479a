using Decant.Tasks.Classes;

namespace Decant.Auditing;

/// <summary>A teacher whose classes are in another order than the data's, by the best assignment of its columns to them.</summary>
/// <param name="Columns">The column of each class of the data, as <c>teacher.classes</c> takes it.</param>
/// <param name="Accuracy">Share of right answers under that order, 0 to 1.</param>
/// <param name="Before">The share as it is.</param>
internal sealed record ClassOrderFault(IReadOnlyList<int> Columns, double Accuracy, double Before)
{
    // Of so many orders one fits better by chance: the gain must be large, and five standard deviations of its number of samples.
    private const double LeastGain = 0.05;
    private const double Deviations = 5;

    // The search takes the third power of their number.
    private const int MostClasses = 1000;

    /// <summary>Whether every class is moved by the same number of places, round in a circle.</summary>
    public bool IsRotated => Columns.Select((column, c) => (column - c + Columns.Count) % Columns.Count).Distinct().Count() == 1;

    /// <summary>The remedy, ready to paste next to the teacher's file.</summary>
    /// <param name="classes">What the recipe says there already, column by column or name by name; null for nothing.</param>
    public string Remedy(IReadOnlyList<string>? classes) =>
        $"classes: [{(classes is null ? string.Join(", ", Columns) : string.Join(", ", Columns.Select(column => classes[column])))}]";

    /// <summary>Looks for a better order; null where there is none.</summary>
    public static ClassOrderFault? Of(LabelledAnswers answers)
    {
        if (
            answers.Classes > MostClasses
            || ClassOrderSearch.Run(answers.Logits, answers.Classes, answers.Labels, answers.Classes) is not { } found
        )
        {
            return null;
        }

        var (gained, lost) = (0, 0);
        for (var n = 0; n < answers.Count; n++)
        {
            var (best, label) = (answers.Best(n), answers.Labels[n]);
            gained += best == found.Columns[label] && best != label ? 1 : 0;
            lost += best == label && best != found.Columns[label] ? 1 : 0;
        }

        var before = TeacherScore.Of(answers).Accuracy;
        return gained - lost >= Math.Max(LeastGain * answers.Count, Deviations * Math.Sqrt(gained + lost)) && gained > 0
            ? new ClassOrderFault(found.Columns, found.Accuracy, before)
            : null;
    }
}
