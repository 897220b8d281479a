using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// A part of a value: along each given axis the elements Start, Start + Step, … before End. Negative numbers count from the end, as in
/// ONNX.
/// </summary>
/// <param name="Starts">First element along each axis.</param>
/// <param name="Ends">The element before which to stop; far values are cut to the size.</param>
/// <param name="Axes">The axes meant; null means the first ones in order.</param>
/// <param name="Steps">Distance from one element to the next, not 0; null means 1.</param>
internal sealed record Slice(
    IReadOnlyList<long> Starts,
    IReadOnlyList<long> Ends,
    IReadOnlyList<long>? Axes = null,
    IReadOnlyList<long>? Steps = null
) : Operator
{
    /// <summary>
    /// A size that has only a name, in place of the end: the first elements along the one axis that is given, as many as the name says when
    /// the graph runs.
    /// </summary>
    public Dimension? Length { get; init; }

    /// <summary>First element, number of elements and step along every axis of a value of given sizes.</summary>
    internal void RangesOf(ReadOnlySpan<int> sizes, Span<int> start, Span<int> count, Span<int> step)
    {
        start.Clear();
        sizes.CopyTo(count);
        step.Fill(1);
        for (var i = 0; i < Starts.Count; i++)
        {
            var axis = (int)(
                Axes is null ? i
                : Axes[i] < 0 ? Axes[i] + sizes.Length
                : Axes[i]
            );
            var (size, by) = (sizes[axis], Steps?[i] ?? 1);
            var first = Starts[i] < 0 ? Starts[i] + size : Starts[i];
            // The smallest long plus a size must not wrap: what lies far before the front stays there.
            var last = Ends[i] < 0 ? (Ends[i] < -size ? -1 : Ends[i] + size) : Ends[i];
            (first, last) =
                by > 0
                    ? (Math.Clamp(first, 0, size), Math.Clamp(last, 0, size))
                    : (Math.Clamp(first, -1, size - 1), Math.Clamp(last, -1, size - 1));
            var length = by > 0 ? (last - first + by - 1) / by : (first - last - by - 1) / -by;
            (start[axis], count[axis], step[axis]) = (
                (int)Math.Max(0, first),
                (int)Math.Max(0, length),
                (int)Math.Clamp(by, int.MinValue + 1, int.MaxValue)
            );
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        if (
            Starts.Count != Ends.Count
            || Axes is { } a && a.Count != Starts.Count
            || Steps is { } s && (s.Count != Starts.Count || s.Contains(0))
        )
        {
            throw Error("starts, ends, axes and steps must be equally long and no step 0.");
        }

        var axes = Axes?.Select(x.Shape.Axis).ToArray() ?? [.. Enumerable.Range(0, Starts.Count)];
        if (axes.FirstOrDefault(axis => !x.Shape[axis].IsStatic, -1) is >= 0 and var unknown)
        {
            throw Error($"the size along axis {unknown} of {x} must be known.");
        }

        if (Length is { } length)
        {
            return axes is [var only] && Starts[0] == 0 && (Steps?[0] ?? 1) == 1
                ? [new(x.Type, x.Shape.With(only, length))]
                : throw Error($"a named size, {length}, can only end a slice of one axis that begins at 0.");
        }

        var (rank, count) = (x.Shape.Rank, new int[x.Shape.Rank]);
        RangesOf([.. x.Shape.Select(d => d.IsStatic ? d.Size : 0)], new int[rank], count, new int[rank]);
        return [new(x.Type, new Shape(x.Shape.Select((d, axis) => axes.Contains(axis) ? count[axis] : d)))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new SliceGradient(this, node.Inputs[0]!.Shape), dy)]; // dy in its place, zeros around
}

public static partial class Operations
{
    /// <summary>The elements from start to before end along an axis.</summary>
    public static Value Slice(this Value x, long axis, long start, long end, long step = 1) =>
        x.Graph.Add(new Slice([start], [end], [axis], [step]), x);
}
