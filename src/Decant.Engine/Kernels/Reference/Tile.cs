namespace Decant.Engine.Kernels.Reference;

/// <summary>Repeats the whole tensor along an axis; several axes are several calls.</summary>
internal static unsafe class Tile
{
    /// <summary>y[outer, r · size + i, inner] = x[outer, i, inner].</summary>
    /// <param name="x">Source.</param>
    /// <param name="y">Target, with repeats · size places along the axis.</param>
    /// <param name="elementSize">Bytes per element.</param>
    /// <param name="along">Shape of x and the axis.</param>
    /// <param name="repeats">How often, 0 or more.</param>
    public static void Run(void* x, void* y, int elementSize, AlongAxis along, int repeats)
    {
        var bytes = along.Size * along.Inner * elementSize;
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long repeat = 0; repeat < repeats; repeat++)
            {
                Buffer.MemoryCopy((byte*)x + (outer * bytes), (byte*)y + (((outer * repeats) + repeat) * bytes), bytes, bytes);
            }
        }
    }
}
