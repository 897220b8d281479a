using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>Each sample becomes one vector [N, D] by a mean over H and W, or over T; widths may differ.</summary>
internal sealed record PooledMatching : HintMatching
{
    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher) =>
        student.Rank is >= 2 and <= 4 && teacher.Rank is >= 2 and <= 4
            ? null
            : $"expected [N, D], [N, T, D] or [N, C, H, W], received {student} in the student and {teacher} in the "
                + $"teacher. Choose other values.";

    /// <inheritdoc/>
    public override (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher) =>
        (signals.PooledVector(student), signals.PooledVector(teacher));
}
