using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Running sums along an axis.</summary>
internal static unsafe class CumSum
{
    /// <summary>y[i] = x[0] + … + x[i].</summary>
    /// <param name="x">Input.</param>
    /// <param name="y">Output; may be x.</param>
    /// <param name="along">Shape and axis.</param>
    /// <param name="exclusive">Whether x[i] itself is left out.</param>
    /// <param name="reverse">Whether sums start at the end.</param>
    public static void Run<T>(T* x, T* y, AlongAxis along, bool exclusive, bool reverse)
        where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                var sum = T.Zero;
                for (var i = 0; i < along.Size; i++)
                {
                    var place = along.Offset(outer, reverse ? along.Size - 1 - i : i, inner);
                    var next = sum + x[place];
                    y[place] = exclusive ? sum : next;
                    sum = next;
                }
            }
        }
    }
}
