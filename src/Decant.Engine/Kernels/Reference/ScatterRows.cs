namespace Decant.Engine.Kernels.Reference;

/// <summary>y = x, then y[indices[k]] = rows[k].</summary>
internal static unsafe class ScatterRows
{
    /// <summary>Copies a table and writes some of its rows anew.</summary>
    /// <param name="x">[table.Size, table.Inner].</param>
    /// <param name="indices">Positions in the table, negative ones from the end.</param>
    /// <param name="rows">[count, table.Inner].</param>
    /// <param name="y">Shaped like x.</param>
    /// <param name="elementSize">Bytes per element.</param>
    /// <param name="table">The table seen from its first axis.</param>
    /// <param name="count">Number of rows that are written.</param>
    /// <exception cref="DecantException">An index is outside the table.</exception>
    public static void Run(void* x, long* indices, void* rows, void* y, int elementSize, AlongAxis table, long count)
    {
        var (all, bytes) = (table.Count * elementSize, table.Inner * elementSize);
        Buffer.MemoryCopy(x, y, all, all);
        for (long k = 0; k < count; k++)
        {
            var place = GatherIndex.Resolve("ScatterRows", indices[k], table.Size);
            Buffer.MemoryCopy((byte*)rows + (k * bytes), (byte*)y + (place * bytes), bytes, bytes);
        }
    }
}
