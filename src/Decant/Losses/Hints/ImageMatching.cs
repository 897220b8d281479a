using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>Both are images [N, C, H, W]; the student's is brought to the teacher's height and width, channels may differ.</summary>
internal sealed record ImageMatching : HintMatching
{
    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher, OptionValues options) => ProblemOf(student, teacher);

    /// <summary>Why two shapes are no images; null where they are.</summary>
    public static string? ProblemOf(Shape student, Shape teacher) =>
        student.Rank == 4 && teacher.Rank == 4 && student.Concat(teacher).Count(size => !size.IsStatic) <= 2 ? null
            : $"expected images [N, C, H, W] of known height and width, received {student} in the student and {teacher} in the teacher. Choose values before the images are averaged or flattened.";

    /// <inheritdoc/>
    public override (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher, OptionValues options) =>
        (student.ResizedTo(teacher.Shape), teacher);
}
