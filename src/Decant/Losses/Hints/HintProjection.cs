using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// Brings the student's value to the teacher's shape, so that they can be compared element by element: [N, D] and [N, T, D] by a linear map
/// of the last axis, [N, C, H, W] by a 1×1 convolution and resizing, a sequence of another length by resizing along T. Between values of
/// unlike form, such as an image and [N, D], each becomes one vector per sample first, averaged over H and W or over T. The maps are
/// trained with the student and never exported. Romero et al. 2014, arXiv:1412.6550, section 2.2.
/// </summary>
/// <param name="Projection">Whether the student's value is projected.</param>
/// <param name="IsAlways">Whether equal shapes are projected, too, unless it is off.</param>
/// <param name="OnlyImages">Whether both must be images.</param>
internal sealed record HintProjection(ProjectionChoice Projection, bool IsAlways = false, bool OnlyImages = false) : HintMatching
{
    /// <summary>The option of every loss that is matched so.</summary>
    public static readonly Option<ProjectionChoice> Choice = Option.Choice<ProjectionChoice>(
        "projection",
        ProjectionChoice.Auto,
        "Whether the student's value is projected to the teacher's shape, by weights that are trained and never "
            + "exported: where they differ, always, or never."
    );

    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher)
    {
        if (OnlyImages && ImageMatching.ProblemOf(student, teacher) is { } problem)
        {
            return problem;
        }

        var received = $"received {student} in the student and {teacher} in the teacher";
        if (Projection == ProjectionChoice.Off)
        {
            return student.Equals(teacher)
                ? null
                : $"expected equal shapes, as projection is off, {received}. Set projection: auto, or choose values of equal shapes.";
        }

        return student.Rank is < 2 or > 4 || teacher.Rank is < 2 or > 4
                ? $"expected [N, D], [N, T, D] or [N, C, H, W] in both, {received}. Choose values that fit."
            : student.Rank == 3 && teacher.Rank == 3 && student[1] != teacher[1] && !(student[1].IsStatic && teacher[1].IsStatic)
                ? $"expected sequences of one length T, or of lengths that are known, {received}. Choose values "
                    + $"before the sequence is shortened."
            : null;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Changes(Shape student, Shape teacher)
    {
        if (Projection == ProjectionChoice.Off)
        {
            yield break;
        }

        var (own, wanted) = (FormOf(student, teacher), FormOf(teacher, student));
        foreach (
            var change in OnlyImages
                ? ImageMatching.ChangesOf(student, teacher)
                : Averages().Concat(own.Rank == 4 ? ImageMatching.ChangesOf(own, wanted) : Lengths())
        )
        {
            yield return change;
        }

        var axis = own.Rank == 4 ? 1 : own.Rank - 1;
        if (own[axis] != wanted[axis] || Projection == ProjectionChoice.On)
        {
            yield return $"projected from {own[axis]} to {wanted[axis]} {(own.Rank == 4 ? "channels" : "numbers")} by weights "
                + $"that are trained and not exported";
        }

        IEnumerable<string> Averages() =>
            new[] { (Role: "student", Shape: student, Form: own), (Role: "teacher", Shape: teacher, Form: wanted) }
                .Where(value => value.Form.Rank != value.Shape.Rank)
                .Select(value => $"the {value.Role}'s value averaged over {(value.Shape.Rank == 4 ? "H and W" : "T")}");

        IEnumerable<string> Lengths() => own.Rank == 3 && own[1] != wanted[1] ? [$"resized from {own[1]} to {wanted[1]} places"] : [];
    }

    /// <inheritdoc/>
    public override (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher)
    {
        if (OnlyImages)
        {
            (student, teacher) = (student.AsImage(), teacher.AsImage());
        }

        if (Projection == ProjectionChoice.Off)
        {
            return (student, teacher);
        }

        (student, teacher) =
            student.Shape.Rank == teacher.Shape.Rank ? (student, teacher) : (signals.PooledVector(student), signals.PooledVector(teacher));
        var isProjected = IsProjected(student.Shape, teacher.Shape);
        return (
            student.Shape.Rank == 4
                ? Image(signals, student, teacher.Shape, isProjected)
                : Vectors(signals, student, teacher.Shape, isProjected),
            teacher
        );
    }

    // Of one form, values keep it; of two, each is a vector.
    private Shape FormOf(Shape shape, Shape other) =>
        OnlyImages ? SequenceImages.ImageOf(shape)!
        : shape.Rank == other.Rank ? shape
        : new Shape(shape[0], shape[shape.Rank == 4 ? 1 : shape.Rank - 1]);

    private bool IsProjected(Shape student, Shape teacher)
    {
        var axis = student.Rank == 4 ? 1 : student.Rank - 1;
        return IsAlways || Projection == ProjectionChoice.On || student[axis] != teacher[axis];
    }

    // What is smaller is convolved: resizing and a 1×1 convolution may change places, as the weights of a resized pixel add up to 1.
    private static Value Image(LossSignals signals, Value x, Shape target, bool isProjected)
    {
        var shrinks = target[2].Size * target[3].Size < x.Shape[2].Size * x.Shape[3].Size;
        return !isProjected ? x.ResizedTo(target)
            : shrinks ? Convolution(signals, x.ResizedTo(target), target[1].Size)
            : Convolution(signals, x, target[1].Size).ResizedTo(target);
    }

    private static Value Convolution(LossSignals signals, Value x, int channels) =>
        x.Conv(
            signals.Weight("projection.weight", x.Shape[1].Size, channels, x.Shape[1].Size, 1, 1),
            signals.Filled("projection.bias", 0, channels),
            Window.Square(1)
        );

    private static Value Vectors(LossSignals signals, Value x, Shape target, bool isProjected)
    {
        x = x.Shape.Rank == 3 && x.Shape[1] != target[1] ? x.OfLength(target[1].Size) : x;
        return isProjected ? signals.Linear("projection", x, target[^1].Size) : x;
    }
}
