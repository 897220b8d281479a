using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// Widths and sizes need not be equal: each sample becomes one vector, [N, ..] to [N, D]. Relations between samples are compared, not
/// elements.
/// </summary>
internal sealed record AnyMatching : HintMatching
{
    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher) =>
        student.Rank < 2 || teacher.Rank < 2
            ? $"expected values of two axes or more, received {student} in the student and {teacher} in the teacher. "
                + $"Choose values before the last reduction."
        : student.Concat(teacher).Count(size => !size.IsStatic) > 2
            ? $"expected values of which only the batch is free, received {student} in the student and {teacher} in "
                + $"the teacher. Choose others."
        : null;

    /// <inheritdoc/>
    public override (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher) =>
        (student.Flatten(), teacher.Flatten());
}
