using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Auditing;

/// <summary>
/// Teachers in the order of what a student learns from them. The most accurate need not be the best: a student that is too small for its
/// teacher imitates it badly (Mirzadeh et al. 2020, arXiv:1902.03393).
/// </summary>
internal sealed record TeacherRanking
{
    /// <summary>Ranks some.</summary>
    /// <param name="metric">What teachers and students are judged by.</param>
    /// <param name="epochs">Epochs of a pilot run.</param>
    /// <param name="candidates">In any order, those that failed too.</param>
    public TeacherRanking(MetricFacts metric, int epochs, IEnumerable<TeacherCandidate> candidates)
    {
        var sign = metric.HigherIsBetter ? -1 : 1;
        (Metric, Epochs) = (metric, epochs);
        Candidates =
        [
            .. candidates
                .OrderBy(candidate => candidate.StudentMean is null)
                .ThenBy(candidate => sign * candidate.StudentMean)
                .ThenBy(candidate => candidate.Parameters),
        ];
    }

    /// <summary>What teachers and students are judged by.</summary>
    public MetricFacts Metric { get; }

    /// <summary>Epochs of a pilot run.</summary>
    public int Epochs { get; }

    /// <summary>The best teacher first; those that cannot be asked last.</summary>
    public IReadOnlyList<TeacherCandidate> Candidates { get; }

    /// <summary>What to do, in sentences.</summary>
    public string Advice
    {
        get
        {
            var able = Candidates.Where(candidate => candidate.Students.Count > 0).ToArray();
            if (able.Length == 0)
            {
                return "None of the candidates can be the teacher.";
            }

            if (able.Length == 1)
            {
                return $"Only {able[0].Name} can be the teacher, so there is nothing to compare.";
            }

            var (best, next) = (able[0], able[1]);
            var strongest = Metric.HigherIsBetter ? able.MaxBy(candidate => candidate.Score)! : able.MinBy(candidate => candidate.Score)!;
            return strongest == best || strongest.Score == best.Score
                ? $"{best.Name} scores best itself and teaches this student best{Lead(best, next)} There is no capacity gap to bridge: an "
                    + "assistant is not needed."
                : $"{strongest.Name} scores best itself ({MetricText.Level(Metric, strongest.Score!.Value)}), but "
                    + $"this student learns more from "
                    + $"{best.Name} ({MetricText.Level(Metric, best.Score!.Value)}){Lead(best, strongest)} {Gap(best, strongest)}";
        }
    }

    private string Lead(TeacherCandidate best, TeacherCandidate other)
    {
        var gain = best.Gain(other);
        var words = $": its students are {MetricText.Difference(Metric, Math.Abs(gain.Mean))} better than those of {other.Name}";
        return gain.Interval is { } range
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{words} ({gain.Values.Count} paired seeds, 95 % interval of the difference {MetricText.Bare(Metric, range.Low)} to "
                    + $"{MetricText.Bare(Metric, range.High)}"
                    + $"{(IsSure(gain) ? "" : ", which contains zero: the pilot runs do not tell them apart")})."
            )
            : $"{words} (one seed, so chance is not ruled out).";
    }

    private static string Gap(TeacherCandidate best, TeacherCandidate strongest) =>
        IsSure(best.Gain(strongest))
            ? $"That is a capacity gap. Take {best.Name} as the teacher, or let it or a network of its size be the assistant between "
                + $"{strongest.Name} and the student (assistants)."
            : "Run more pilot seeds before you choose the less accurate one.";

    private static bool IsSure(SeedStatistics gain) => gain.Interval is { } range && (range.Low > 0 || range.High < 0);
}
