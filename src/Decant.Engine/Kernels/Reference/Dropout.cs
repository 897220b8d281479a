using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y = keep(i) ? x / (1 − ratio) : 0. The gradient is the same map of dy.</summary>
internal static unsafe class Dropout
{
    /// <summary>Drops elements of x, or of the incoming gradient.</summary>
    /// <param name="x">Input.</param>
    /// <param name="y">Output; may be x.</param>
    /// <param name="kept">Out: whether each element was kept; null when no one asks.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="mask">Which elements are kept.</param>
    public static void Run<T>(T* x, T* y, bool* kept, long count, DropoutMask mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scale = T.CreateChecked(mask.Scale);
        for (long i = 0; i < count; i++)
        {
            var words = mask.Words((ulong)i >> 2);
            var word = (i & 3) switch
            {
                0 => words.W0,
                1 => words.W1,
                2 => words.W2,
                _ => words.W3,
            };
            var keep = word >= mask.Threshold;
            y[i] = keep ? x[i] * scale : T.Zero;
            if (kept is not null)
            {
                kept[i] = keep;
            }
        }
    }
}
