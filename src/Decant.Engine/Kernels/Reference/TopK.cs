using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// The k largest (or smallest) elements along an axis, best first; the lower index first among equal ones; NaN counts as the largest.
/// </summary>
internal static unsafe class TopK
{
    /// <summary>[outer, size, inner] to values and positions [outer, k, inner], in the time of size·ln k for each row.</summary>
    /// <param name="x">Input.</param>
    /// <param name="values">Out: the elements.</param>
    /// <param name="indices">Out: their positions along the axis.</param>
    /// <param name="along">Shape of x and the axis.</param>
    /// <param name="k">How many, at most the axis's size.</param>
    /// <param name="largest">Whether the largest are wanted, else the smallest.</param>
    public static void Run<T>(T* x, T* values, long* indices, AlongAxis along, int k, bool largest)
        where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < along.Outer && k > 0; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                var first = (outer * k * along.Inner) + inner;
                var best = new Heap<T>(values + first, indices + first, along.Inner, largest);
                for (var position = 0; position < along.Size; position++)
                {
                    best.Offer(x[along.Offset(outer, position, inner)], position, k);
                }

                best.Sort(k);
            }
        }
    }

    /// <summary>
    /// The best so far, in place of the result: none is worse than its parent at (i − 1)/2, so the first is the worst (Williams 1964).
    /// </summary>
    private readonly struct Heap<T>(T* values, long* positions, long stride, bool largest)
        where T : unmanaged, INumber<T>
    {
        // As many as have been offered, k at most.
        public void Offer(T value, int position, int k)
        {
            if (position < k)
            {
                Put(position, value, position);
                for (var i = position; i > 0 && IsBetter((i - 1) / 2, i); i = (i - 1) / 2)
                {
                    Swap(i, (i - 1) / 2);
                }
            }
            else if (IsBetter(value, position, values[0], positions[0]))
            {
                Put(0, value, position);
                Sink(k);
            }
        }

        // The worst goes last, again and again.
        public void Sort(int count)
        {
            for (var last = count - 1; last > 0; last--)
            {
                Swap(0, last);
                Sink(last);
            }
        }

        // The first is better than a child: the worst child takes its place.
        private void Sink(int count)
        {
            for (int i = 0, child = 1; child < count; child = (2 * i) + 1)
            {
                child = child + 1 < count && IsBetter(child, child + 1) ? child + 1 : child;
                if (!IsBetter(i, child))
                {
                    return;
                }

                Swap(i, child);
                i = child;
            }
        }

        private bool IsBetter(int a, int b) =>
            IsBetter(values[a * stride], positions[a * stride], values[b * stride], positions[b * stride]);

        private bool IsBetter(T a, long positionOfA, T b, long positionOfB) =>
            Precedes(a, b) || (positionOfA < positionOfB && !Precedes(b, a));

        private bool Precedes(T a, T b) => largest ? a > b || (T.IsNaN(a) && !T.IsNaN(b)) : a < b || (T.IsNaN(b) && !T.IsNaN(a));

        private void Swap(int a, int b)
        {
            var (value, position) = (values[a * stride], positions[a * stride]);
            Put(a, values[b * stride], positions[b * stride]);
            Put(b, value, position);
        }

        private void Put(int i, T value, long position) => (values[i * stride], positions[i * stride]) = (value, position);
    }
}
