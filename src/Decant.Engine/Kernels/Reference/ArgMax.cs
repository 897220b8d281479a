using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Positions of extremes along an axis.</summary>
internal static unsafe class ArgMax
{
    /// <summary>Position of the largest element, [outer, size, inner] to [outer, inner]. NaN counts as larger than everything.</summary>
    /// <param name="x">Elements.</param>
    /// <param name="y">Positions.</param>
    /// <param name="along">Shape of x and the axis.</param>
    /// <param name="last">Whether the last of several equal ones is taken instead of the first.</param>
    public static void Largest<T>(T* x, long* y, AlongAxis along, bool last = false)
        where T : unmanaged, INumber<T> => Run(x, y, along, last, 1);

    /// <summary>Position of the smallest element, [outer, size, inner] to [outer, inner]. NaN counts as smaller than everything.</summary>
    /// <param name="x">Elements.</param>
    /// <param name="y">Positions.</param>
    /// <param name="along">Shape of x and the axis.</param>
    /// <param name="last">Whether the last of several equal ones is taken instead of the first.</param>
    public static void Smallest<T>(T* x, long* y, AlongAxis along, bool last = false)
        where T : unmanaged, INumber<T> => Run(x, y, along, last, -1);

    private static void Run<T>(T* x, long* y, AlongAxis along, bool last, int sign)
        where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                var best = 0;
                for (var position = 1; position < along.Size; position++)
                {
                    var order = Order(x[along.Offset(outer, position, inner)], x[along.Offset(outer, best, inner)], sign);
                    best = order > 0 || (last && order == 0) ? position : best;
                }

                y[(outer * along.Inner) + inner] = best;
            }
        }
    }

    private static int Order<T>(T a, T b, int sign)
        where T : INumber<T> =>
        T.IsNaN(a) || T.IsNaN(b) ? T.IsNaN(a).CompareTo(T.IsNaN(b))
        : a > b ? sign
        : a < b ? -sign
        : 0;
}
