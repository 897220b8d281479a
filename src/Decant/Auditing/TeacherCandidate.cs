using Decant.Evidence;

namespace Decant.Auditing;

/// <summary>A network that could be the teacher, and what a student learnt from it in short pilot runs.</summary>
/// <param name="Name">Its file, or words for the recipe's own teacher.</param>
internal sealed record TeacherCandidate(string Name)
{
    /// <summary>Its own score on the validation part; null where it could not be asked.</summary>
    public double? Score { get; init; }

    /// <summary>The numbers that it was trained to; null where it could not be asked.</summary>
    public long? Parameters { get; init; }

    /// <summary>The validation score of the student of each seed; empty where there was no pilot run.</summary>
    public IReadOnlyList<double> Students { get; init; } = [];

    /// <summary>Why it cannot be the teacher; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The mean over the seeds; null without a pilot run.</summary>
    public double? StudentMean => Students.Count == 0 ? null : Students.Average();

    /// <summary>How much better its students are than those of another, by seed.</summary>
    /// <param name="other">With as many pilot runs.</param>
    public SeedStatistics Gain(TeacherCandidate other) => new([.. Students.Zip(other.Students, (own, theirs) => own - theirs)]);
}
