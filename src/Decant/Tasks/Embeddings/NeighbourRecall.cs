using Decant.Runs;

namespace Decant.Tasks.Embeddings;

/// <summary>
/// Of the ten texts that the teacher has nearest to a text, by the cosine, the share that is also among the student's ten; the mean over
/// texts. A fraction, 0 to 1; 10/(N − 1) by chance. With fewer than eleven texts, of all others, and then always 1.
/// </summary>
internal static class NeighbourRecall
{
    private const int Nearest = 10;

    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("neighbourRecall", MetricFacts.Fraction, true)
        {
            Title = "Recall of ten neighbours",
            Meaning = "Of the ten texts that are nearest to a text for the teacher, the share that is also among this model's ten nearest.",
        };

    /// <summary>The mean share.</summary>
    /// <param name="student">Cosines [N, N].</param>
    /// <param name="teacher">Cosines [N, N].</param>
    /// <param name="count">N, 2 or more.</param>
    public static double Of(ReadOnlySpan<float> student, ReadOnlySpan<float> teacher, int count)
    {
        var k = Math.Min(Nearest, count - 1);
        long found = 0;
        for (var n = 0; n < count; n++)
        {
            var own = Neighbours(student.Slice(n * count, count), n, k);
            own.IntersectWith(Neighbours(teacher.Slice(n * count, count), n, k));
            found += own.Count;
        }

        return (double)found / ((long)count * k);
    }

    // Of equal ones those that come first.
    private static HashSet<int> Neighbours(ReadOnlySpan<float> cosines, int own, int k)
    {
        var (distances, places) = (new (float Distance, int Place)[cosines.Length], new HashSet<int>(k));
        for (var other = 0; other < cosines.Length; other++)
        {
            distances[other] = (other == own ? float.PositiveInfinity : -cosines[other], other);
        }

        Array.Sort(distances);
        for (var i = 0; i < k; i++)
        {
            places.Add(distances[i].Place);
        }

        return places;
    }
}
