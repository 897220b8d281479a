using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// Brings the student's value to the teacher's shape, so that they can be compared element by element: [N, D] and [N, T, D] by a linear map of
/// the last axis, [N, C, H, W] by a 1×1 convolution and resizing; between an image and [N, D] the image is averaged over H and W first. The maps are
/// trained with the student and never exported. Romero et al. 2014, arXiv:1412.6550, section 2.2.
/// </summary>
/// <param name="IsAlways">Whether equal shapes are projected, too.</param>
/// <param name="OnlyImages">Whether both must be images.</param>
internal sealed record HintProjection(bool IsAlways = false, bool OnlyImages = false) : HintMatching
{
    internal static readonly Option<ProjectionChoice> Projection = Option.Choice<ProjectionChoice>(
        "projection", ProjectionChoice.Auto, "Whether the student's value is projected to the teacher's shape, by weights that are trained and never exported.");

    /// <inheritdoc/>
    public override OptionSet Options { get; } = OptionSet.Of(Projection);

    /// <inheritdoc/>
    public override string? Problem(Shape student, Shape teacher, OptionValues options)
    {
        if (OnlyImages && ImageMatching.ProblemOf(student, teacher) is { } problem)
        {
            return problem;
        }

        var received = $"received {student} in the student and {teacher} in the teacher";
        return options.Get(Projection) == ProjectionChoice.Off
            ? student.Equals(teacher) ? null : $"expected equal shapes, as projection is off, {received}. Set projection: auto, or choose values of equal shapes."
            : (student.Rank, teacher.Rank) switch
            {
                (2, 2) or (4, 4) or (2, 4) or (4, 2) => null,
                (3, 3) when student[1] == teacher[1] => null,
                (3, 3) => $"expected sequences of one length T, {received}. Choose values before the sequence is shortened.",
                _ => $"expected [N, D], [N, T, D] or [N, C, H, W] in both, an image and [N, D] at most, {received}. Choose values that fit.",
            };
    }

    /// <inheritdoc/>
    public override (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher, OptionValues options)
    {
        if (options.Get(Projection) == ProjectionChoice.Off || (student.Shape.Equals(teacher.Shape) && !IsAlways))
        {
            return (student, teacher);
        }

        (student, teacher) = (student.Shape.Rank, teacher.Shape.Rank) switch
        {
            (4, 2) => (student.PooledVector(), teacher),
            (2, 4) => (student, teacher.PooledVector()),
            _ => (student, teacher),
        };
        return (student.Shape.Rank == 4 ? Image(signals, student, teacher.Shape) : Linear(signals, student, teacher.Shape[^1].Size), teacher);
    }

    // What is smaller is convolved: resizing and a 1×1 convolution may change places, as the weights of a resized pixel add up to 1.
    private Value Image(LossSignals signals, Value x, Shape target)
    {
        var shrinks = target[2].Size * target[3].Size < x.Shape[2].Size * x.Shape[3].Size;
        return shrinks ? Convolution(signals, x.ResizedTo(target), target[1].Size) : Convolution(signals, x, target[1].Size).ResizedTo(target);
    }

    private Value Convolution(LossSignals signals, Value x, int channels) => x.Shape[1] == channels && !IsAlways ? x
        : x.Conv(signals.Weight("projection.weight", x.Shape[1].Size, channels, x.Shape[1].Size, 1, 1), signals.Filled("projection.bias", 0, channels), Window.Square(1));

    private Value Linear(LossSignals signals, Value x, int units) => x.Shape[^1] == units && !IsAlways ? x : signals.Linear("projection", x, units);
}
