using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>The two values must have equal shapes already.</summary>
/// <param name="Form">What each is, such as <c>scores [N, H, T, T]</c>.</param>
/// <param name="Rank">Number of their axes.</param>
internal sealed record EqualMatching(string Form, int Rank) : HintMatching
{
    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher) =>
        student.Rank == Rank && student.Equals(teacher)
            ? null
            : $"expected {Form} of one shape, received {student} in the student and {teacher} in the teacher. Choose "
                + $"values of equal shapes, or a loss that needs none, such as attention-relations.";
}
