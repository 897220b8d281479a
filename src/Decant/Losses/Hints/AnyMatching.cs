using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// Widths and sizes need not be equal: each sample becomes one vector, [N, ..] to [N, D], of a sequence whose length varies the mean over
/// its places. Relations between samples are compared, not elements.
/// </summary>
internal sealed record AnyMatching : HintMatching
{
    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher) =>
        student.Rank < 2 || teacher.Rank < 2
            ? $"expected values of two axes or more, received {student} in the student and {teacher} in the teacher. "
                + $"Choose values before the last reduction."
        : new[] { student, teacher }.Any(shape => shape.Skip(Varies(shape) ? 2 : 1).Any(size => !size.IsStatic))
            ? $"expected values of which only the batch is free, or T of [N, T, D], received {student} in the student and {teacher} in "
                + $"the teacher. Choose others."
        : null;

    /// <inheritdoc/>
    public override IEnumerable<string> Changes(Shape student, Shape teacher) =>
        new[] { (Role: "student", Shape: student), (Role: "teacher", Shape: teacher) }
            .Where(value => Varies(value.Shape))
            .Select(value => $"the {value.Role}'s value averaged over T");

    /// <inheritdoc/>
    public override (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher) =>
        (Vector(signals, student), Vector(signals, teacher));

    private static Value Vector(LossSignals signals, Value x) => Varies(x.Shape) ? signals.PooledVector(x) : x.Flatten();

    private static bool Varies(Shape shape) => shape.Rank == 3 && !shape[1].IsStatic;
}
