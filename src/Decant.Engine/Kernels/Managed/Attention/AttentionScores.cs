using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>What both directions of attention do with rows of queries and of products.</summary>
internal static unsafe class AttentionScores
{
    /// <summary>Copies rows to own memory, each element times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<TLanes>(float* from, nint fromStride, float* to, nint toStride, int rows, int columns, float factor)
        where TLanes : struct, ILanes<TLanes>
    {
        var scale = TLanes.Of(factor);
        for (var row = 0; row < rows; row++, from += fromStride, to += toStride)
        {
            for (var i = 0; i < columns; i += TLanes.Count)
            {
                RowLanes.Store(RowLanes.Load<TLanes>(from + i, columns - i) * scale, to + i, columns - i);
            }
        }
    }

    /// <summary>Adds the mask to a query's products; keys that it does not see become −∞.</summary>
    /// <param name="scores">The products with some keys.</param>
    /// <param name="mask">The mask of the first of these keys, or null.</param>
    /// <param name="step">From a key of the mask to the next: 1, or 0 for one number for all.</param>
    /// <param name="keys">How many keys.</param>
    /// <param name="seen">How many of them the query sees; may lie outside 0 to keys.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mask<TLanes>(float* scores, float* mask, long step, int keys, int seen)
        where TLanes : struct, ILanes<TLanes>
    {
        if (mask is not null)
        {
            for (var i = 0; i < keys; i += TLanes.Count)
            {
                var summand = step == 0 ? TLanes.Of(*mask) : RowLanes.Load<TLanes>(mask + i, keys - i);
                RowLanes.Store(RowLanes.Load<TLanes>(scores + i, keys - i) + summand, scores + i, keys - i);
            }
        }

        if (seen < keys)
        {
            new Span<float>(scores + Math.Max(0, seen), keys - Math.Max(0, seen)).Fill(float.NegativeInfinity);
        }
    }

    /// <summary>s → e^(s − shift); returns the sum. No s is above the shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp<TLanes>(float* scores, int keys, float shift)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes origin = TLanes.Of(shift),
            sum = TLanes.Of(0);
        for (var i = 0; i < keys; i += TLanes.Count)
        {
            var exponential = Exponential.ExpOfNegative(RowLanes.Load<TLanes>(scores + i, keys - i, float.NegativeInfinity) - origin);
            RowLanes.Store(exponential, scores + i, keys - i);
            sum += exponential;
        }

        return sum.Sum();
    }
}
