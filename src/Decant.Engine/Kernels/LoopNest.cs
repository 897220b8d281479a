using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels;

/// <summary>
/// Nested loops over up to 8 axes that several operands read or write, each with strides of its own. Kernels walk its
/// rows (all axes but the innermost) with a cursor and write the innermost loop themselves. A value without memory:
/// <code>var nest = LoopNest.Over(outputSizes).Dense().Broadcast(leftSizes).Broadcast(rightSizes).Collapse();</code>
/// </summary>
internal struct LoopNest
{
    /// <summary>Most axes that a tensor of a kernel may have.</summary>
    public const int MaxRank = 8;

    /// <summary>Most operands of one nest.</summary>
    public const int MaxOperands = 4;

    private OperandStrides _strides;
    private int _operands;

    /// <summary>Size of each axis, innermost last.</summary>
    public AxisSizes Sizes;

    /// <summary>Number of axes; at least 1 after <see cref="Collapse"/>.</summary>
    public int Rank { get; private set; }

    /// <summary>Size of the innermost axis.</summary>
    public readonly int Inner => Sizes[Rank - 1];

    /// <summary>How often the innermost loop runs.</summary>
    public readonly long Rows
    {
        get
        {
            // An empty innermost axis has no rows either, so that no one walks millions of nothings.
            long rows = Inner == 0 ? 0 : 1;
            for (var axis = 0; axis < Rank - 1; axis++)
            {
                rows *= Sizes[axis];
            }

            return rows;
        }
    }

    /// <summary>Loops over a shape, operands still to come.</summary>
    /// <exception cref="DecantException">More than 8 axes.</exception>
    public static LoopNest Over(ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
        {
            throw new DecantException(
                $"Looping over a tensor: expected at most {MaxRank} axes, received {sizes.Length}. Merge neighbouring axes with Reshape."
            );
        }

        var nest = new LoopNest { Rank = sizes.Length };
        sizes.CopyTo(nest.Sizes);
        return nest;
    }

    /// <summary>Adds an operand that lies in memory as the loops run.</summary>
    public readonly LoopNest Dense() => Broadcast(((ReadOnlySpan<int>)Sizes)[..Rank]);

    /// <summary>Adds a dense operand of a shape that broadcasts to the loops': aligned at the last axis, sizes equal or 1.</summary>
    public readonly LoopNest Broadcast(ReadOnlySpan<int> sizes)
    {
        Span<long> strides = stackalloc long[MaxRank];
        long stride = 1;
        for (var i = 1; i <= sizes.Length; i++)
        {
            var size = sizes[^i];
            if (i > Rank || (size != 1 && size != Sizes[Rank - i]))
            {
                throw new ArgumentException($"Broadcasting: size {size} does not fit the loops' axis {Rank - i}.", nameof(sizes));
            }

            strides[Rank - i] = size == 1 ? 0 : stride;
            stride *= size;
        }

        return Strided(strides[..Rank]);
    }

    /// <summary>Adds an operand with given strides, one per axis, in elements.</summary>
    public readonly LoopNest Strided(ReadOnlySpan<long> strides)
    {
        var nest = this;
        strides.CopyTo(nest._strides[nest._operands++]);
        return nest;
    }

    /// <summary>Stride of an operand along an axis.</summary>
    public readonly long Stride(int operand, int axis) => _strides[operand][axis];

    /// <summary>Stride of an operand along the innermost axis.</summary>
    public readonly long InnerStride(int operand) => _strides[operand][Rank - 1];

    /// <summary>
    /// The same walk with as few axes as possible: axes of size 1 vanish, neighbours that every operand crosses without a jump become one.
    /// </summary>
    public readonly LoopNest Collapse()
    {
        var result = new LoopNest { _operands = _operands };
        for (var axis = 0; axis < Rank; axis++)
        {
            if (Sizes[axis] == 1)
            {
                continue;
            }

            if (result.Rank > 0 && Continues(result, axis))
            {
                result.Sizes[result.Rank - 1] *= Sizes[axis];
            }
            else
            {
                result.Sizes[result.Rank++] = Sizes[axis];
            }

            for (var operand = 0; operand < _operands; operand++)
            {
                result._strides[operand][result.Rank - 1] = _strides[operand][axis];
            }
        }

        if (result.Rank == 0)
        {
            result.Sizes[result.Rank++] = 1;
        }

        return result;
    }

    /// <summary>The cursor at the start of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // kernels call it often from the first step on
    public readonly LoopCursor At(long row)
    {
        var cursor = default(LoopCursor);
        for (var axis = Rank - 2; axis >= 0 && row > 0; axis--)
        {
            (row, var position) = Math.DivRem(row, Sizes[axis]);
            cursor.Position[axis] = (int)position;
            for (var operand = 0; operand < _operands; operand++)
            {
                cursor.Offset[operand] += position * _strides[operand][axis];
            }
        }

        return cursor;
    }

    /// <summary>Moves the cursor to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Next(ref LoopCursor cursor)
    {
        for (var axis = Rank - 2; axis >= 0; axis--)
        {
            var wraps = ++cursor.Position[axis] == Sizes[axis];
            var steps = wraps ? 1 - Sizes[axis] : 1;
            for (var operand = 0; operand < _operands; operand++)
            {
                cursor.Offset[operand] += steps * _strides[operand][axis];
            }

            if (!wraps)
            {
                return;
            }

            cursor.Position[axis] = 0;
        }
    }

    private readonly bool Continues(in LoopNest outer, int axis)
    {
        if ((long)outer.Sizes[outer.Rank - 1] * Sizes[axis] > int.MaxValue)
        {
            return false;
        }

        for (var operand = 0; operand < _operands; operand++)
        {
            if (outer._strides[operand][outer.Rank - 1] != _strides[operand][axis] * Sizes[axis])
            {
                return false;
            }
        }

        return true;
    }

    [InlineArray(MaxOperands)]
    private struct OperandStrides
    {
        private AxisStrides _first;
    }
}
