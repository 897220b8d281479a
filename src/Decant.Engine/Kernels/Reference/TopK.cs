using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>The k largest (or smallest) elements along an axis, best first; the lower index first among equal ones; NaN counts as the largest.</summary>
internal static unsafe class TopK
{
    /// <summary>[outer, size, inner] to values and positions [outer, k, inner].</summary>
    /// <param name="x">Input.</param>
    /// <param name="values">Out: the elements.</param>
    /// <param name="indices">Out: their positions along the axis.</param>
    /// <param name="along">Shape of x and the axis.</param>
    /// <param name="k">How many, at most the axis's size.</param>
    /// <param name="largest">Whether the largest are wanted, else the smallest.</param>
    public static void Run<T>(T* x, T* values, long* indices, AlongAxis along, int k, bool largest)
        where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                // Insertion into the k best so far.
                for (var position = 0; position < along.Size; position++)
                {
                    var value = x[along.Offset(outer, position, inner)];
                    var rank = Math.Min(position, k);
                    while (rank > 0 && Better(value, values[Place(rank - 1)], largest))
                    {
                        rank--;
                    }

                    for (var i = Math.Min(position, k - 1); i > rank; i--)
                    {
                        values[Place(i)] = values[Place(i - 1)];
                        indices[Place(i)] = indices[Place(i - 1)];
                    }

                    if (rank < k)
                    {
                        values[Place(rank)] = value;
                        indices[Place(rank)] = position;
                    }
                }

                long Place(long i) => (((outer * k) + i) * along.Inner) + inner;
            }
        }
    }

    private static bool Better<T>(T a, T b, bool largest) where T : INumber<T> =>
        largest
            ? a > b || (T.IsNaN(a) && !T.IsNaN(b))
            : a < b || (T.IsNaN(b) && !T.IsNaN(a));
}
