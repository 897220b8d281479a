using Decant.Engine.Randomness;
using Decant.Runs;

namespace Decant.Evidence;

/// <summary>
/// Whether a student's groups are further apart than its teacher's: (max s̄_g − min s̄_g) − (max t̄_g − min t̄_g) over the groups g, with
/// s̄_g and
/// t̄_g the shares of right answers. The interval is that of a paired bootstrap (Efron 1979): of every group as many samples are drawn with
/// replacement as it has, each with both answers, 1,000 times; the middle 95 % are taken.
/// </summary>
internal static class GapChange
{
    private const int Draws = 1000;

    /// <summary>The change and its interval; the same for the same answers.</summary>
    /// <param name="groups">Of each group and each of its samples how right the teacher and the student are, 0 to 1; two groups or
    /// more.</param>
    public static Estimate Of(IReadOnlyList<(double Teacher, double Student)[]> groups)
    {
        var random = new RandomStream(0, "gap-between-groups");
        var changes = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (teacher, student) = (new Range(), new Range());
            foreach (var samples in groups)
            {
                var (first, second) = (0.0, 0.0);
                for (var n = 0; n < samples.Length; n++)
                {
                    var (one, other) = samples[random.NextInt32(samples.Length)];
                    first += one;
                    second += other;
                }

                (teacher, student) = (teacher.With(first / samples.Length), student.With(second / samples.Length));
            }

            changes[draw] = student.Width - teacher.Width;
        }

        Array.Sort(changes);
        const double tail = (1 - SeedStatistics.Confidence) / 2;
        return new(
            Width(groups, sample => sample.Student) - Width(groups, sample => sample.Teacher),
            changes[(int)(tail * Draws)],
            changes[Draws - 1 - (int)(tail * Draws)]
        );
    }

    private static double Width(
        IReadOnlyList<(double Teacher, double Student)[]> groups,
        Func<(double Teacher, double Student), double> right
    ) => groups.Max(samples => samples.Average(right)) - groups.Min(samples => samples.Average(right));

    private readonly record struct Range(double Low, double High)
    {
        public Range()
            : this(double.PositiveInfinity, double.NegativeInfinity) { }

        public double Width => High - Low;

        public Range With(double value) => new(Math.Min(Low, value), Math.Max(High, value));
    }
}
