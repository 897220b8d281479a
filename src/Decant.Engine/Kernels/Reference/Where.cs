namespace Decant.Engine.Kernels.Reference;

/// <summary>y = condition ? a : b, with broadcasting.</summary>
internal static unsafe class Where
{
    /// <summary>Chooses between two tensors.</summary>
    /// <param name="condition">Chooses a where it is true.</param>
    /// <param name="a">Taken where true.</param>
    /// <param name="b">Taken where false.</param>
    /// <param name="y">Result.</param>
    /// <param name="nest">Operands y, condition, a, b in this order.</param>
    public static void Run<T>(bool* condition, T* a, T* b, T* y, in LoopNest nest)
        where T : unmanaged
    {
        var cursor = nest.At(0);
        for (long row = 0; row < nest.Rows; row++, nest.Next(ref cursor))
        {
            for (long i = 0; i < nest.Inner; i++)
            {
                y[cursor.Offset[0] + (i * nest.InnerStride(0))] = condition[cursor.Offset[1] + (i * nest.InnerStride(1))]
                    ? a[cursor.Offset[2] + (i * nest.InnerStride(2))]
                    : b[cursor.Offset[3] + (i * nest.InnerStride(3))];
            }
        }
    }
}
