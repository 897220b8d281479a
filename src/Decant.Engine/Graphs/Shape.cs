using System.Collections;

namespace Decant.Engine.Graphs;

/// <summary>Sizes along all axes of a value, first axis outermost. A scalar has none.</summary>
public sealed class Shape : IReadOnlyList<Dimension>, IEquatable<Shape>
{
    /// <summary>The shape of a single number.</summary>
    public static readonly Shape Scalar = new();

    private readonly Dimension[] _dimensions;

    /// <summary>A shape from its sizes.</summary>
    public Shape(params IEnumerable<Dimension> dimensions) => _dimensions = [.. dimensions];

    /// <summary>Number of axes.</summary>
    public int Rank => _dimensions.Length;

    /// <inheritdoc/>
    public int Count => _dimensions.Length;

    /// <summary>Whether every size is known now.</summary>
    public bool IsStatic => _dimensions.All(d => d.IsStatic);

    /// <summary>The number of elements.</summary>
    public Dimension Elements => _dimensions.Aggregate((Dimension)1, (product, d) => product * d);

    /// <inheritdoc/>
    /// <exception cref="DecantException">There is no such axis.</exception>
    public Dimension this[int axis] =>
        (uint)axis < (uint)_dimensions.Length
            ? _dimensions[axis]
            : throw new DecantException($"Axis {axis} does not exist in shape {this}: it has {Rank} axes.");

    /// <summary>The sizes of a static shape.</summary>
    /// <exception cref="InvalidOperationException">A size is known only when the graph runs.</exception>
    public int[] Sizes() => [.. _dimensions.Select(d => d.Size)];

    /// <summary>Counts a negative axis from the end.</summary>
    /// <exception cref="DecantException">There is no such axis.</exception>
    public int Axis(long axis) =>
        axis >= -Rank && axis < Rank
            ? (int)(axis < 0 ? axis + Rank : axis)
            : throw new DecantException($"Axis {axis} does not exist in shape {this}: axes go from {-Rank} to {Rank - 1}.");

    /// <summary>The same shape with another size along one axis.</summary>
    public Shape With(int axis, Dimension size)
    {
        var copy = _dimensions.ToArray();
        copy[axis] = size;
        return new Shape(copy);
    }

    /// <summary>The shape that element-wise operators give: aligned at the last axis, sizes equal or 1.</summary>
    /// <exception cref="DecantException">Two sizes differ and neither is 1.</exception>
    public static Shape Broadcast(Shape left, Shape right)
    {
        var rank = Math.Max(left.Rank, right.Rank);
        return new Shape(
            Enumerable
                .Range(0, rank)
                .Select(axis =>
                {
                    Dimension a = axis - (rank - left.Rank) is >= 0 and var i ? left[i] : 1;
                    Dimension b = axis - (rank - right.Rank) is >= 0 and var j ? right[j] : 1;
                    return a == b || b == 1 ? a
                        : a == 1 ? b
                        : throw new DecantException(
                            $"Shapes {left} and {right} do not fit together: sizes along axis {axis} must be equal, or one of them 1."
                        );
                })
        );
    }

    /// <inheritdoc/>
    public IEnumerator<Dimension> GetEnumerator() => ((IEnumerable<Dimension>)_dimensions).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => _dimensions.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", _dimensions)}]";
}
