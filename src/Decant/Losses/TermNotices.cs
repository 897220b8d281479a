using Decant.Engine.Graphs;
using Decant.Losses.Hints;
using Decant.Notices;

namespace Decant.Losses;

/// <summary>
/// What the terms of a loss say before a training: values that do not exist or cannot be compared, losses that cannot teach in this
/// setting, and how unlike values are brought together.
/// </summary>
internal static class TermNotices
{
    /// <summary>All notices, each a sentence that begins with the place in the recipe.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="setting">What they are to teach.</param>
    /// <param name="student">The student's forward graph; asked for only if a term reads a value inside a network.</param>
    /// <param name="teacher">The teacher's forward graph.</param>
    public static IEnumerable<Notice> Of(IEnumerable<DistillationLoss> terms, LossSetting setting, Func<Graph> student, Func<Graph> teacher)
    {
        foreach (var term in terms)
        {
            var place = term.Term == term.Name ? $"losses.{term.Name}" : $"losses.{term.Name} '{term.Term}'";
            var (own, wanted) = (term.StudentValues, term.TeacherValues);
            string[] missing = [.. HintNames.Problems(own, "student", student), .. HintNames.Problems(wanted, "teacher", teacher)];
            var notices =
                missing.Length > 0
                    ? missing.Select(problem => Notice.Refusal($"{place}.{problem}"))
                    : term.Notices(setting with { Student = Shapes(own, student), Teacher = Shapes(wanted, teacher) })
                        .Select(notice => notice with { Sentence = $"{place}: {notice.Sentence}" });
            foreach (var notice in notices)
            {
                yield return notice;
            }
        }
    }

    private static Shape[] Shapes(IReadOnlyList<string> names, Func<Graph> graph) => [.. names.Select(name => graph()[name].Shape)];
}
