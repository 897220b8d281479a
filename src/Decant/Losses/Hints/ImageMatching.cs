using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>
/// Both are images [N, C, H, W]; the student's is brought to the teacher's height and width, channels may differ. A sequence of a square
/// number of places is an image, too (<see cref="SequenceImages"/>).
/// </summary>
internal sealed record ImageMatching : HintMatching
{
    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher) => ProblemOf(student, teacher);

    /// <inheritdoc/>
    public override IEnumerable<string> Changes(Shape student, Shape teacher) => ChangesOf(student, teacher);

    /// <summary>Why two shapes are no images; null where they are.</summary>
    public static string? ProblemOf(Shape student, Shape teacher) =>
        SequenceImages.ImageOf(student) is { } own
        && SequenceImages.ImageOf(teacher) is { } wanted
        && own.Concat(wanted).Count(size => !size.IsStatic) <= 2
            ? null
            : $"expected images [N, C, H, W] of known height and width, or sequences [N, T, D] of k² places or a "
                + $"class token and k², received {student} in the student and {teacher} in the teacher. "
                + $"Choose values before the images are averaged or flattened; "
                + $"{(student.Rank == 2 || teacher.Rank == 2 ? "vectors have no places, so " : "")}for unlike networks "
                + $"take hint, similarity-preserving, rkd-distance or pkt.";

    /// <summary>Why maps of this shape are always the same; null where they are not.</summary>
    public static string? SilenceOf(Shape shape) =>
        SequenceImages.ImageOf(shape) is { } image && image[2] == 1 && image[3] == 1
            ? $"{shape}: an image of one place has nowhere to look at, so nothing can be learnt. Choose values before "
                + $"the images are averaged, or hint."
            : null;

    /// <summary>How images of unlike networks are brought together.</summary>
    public static IEnumerable<string> ChangesOf(Shape student, Shape teacher)
    {
        var (own, wanted) = (SequenceImages.ImageOf(student)!, SequenceImages.ImageOf(teacher)!);
        return new[]
        {
            SequenceImages.Change(student, "student"),
            SequenceImages.Change(teacher, "teacher"),
            own[2] == wanted[2] && own[3] == wanted[3] ? null : $"resized from {own[2]}×{own[3]} to {wanted[2]}×{wanted[3]}",
        }.OfType<string>();
    }

    /// <inheritdoc/>
    public override (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher)
    {
        teacher = teacher.AsImage();
        return (student.AsImage().ResizedTo(teacher.Shape), teacher);
    }
}
