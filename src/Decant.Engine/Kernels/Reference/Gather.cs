using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y[outer, j, inner] = x[outer, indices[j], inner].</summary>
internal static unsafe class Gather
{
    /// <summary>Takes slices along an axis.</summary>
    /// <param name="x">Source.</param>
    /// <param name="indices">Positions along the axis, negative ones from the end.</param>
    /// <param name="y">Target, [outer, indexCount, inner].</param>
    /// <param name="elementSize">Bytes per element of x and y.</param>
    /// <param name="along">Shape of x and the axis.</param>
    /// <param name="indexCount">Number of indices.</param>
    /// <exception cref="DecantException">An index is outside the axis.</exception>
    public static void Run<TIndex>(void* x, TIndex* indices, void* y, int elementSize, AlongAxis along, long indexCount)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var bytes = along.Inner * elementSize;
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long j = 0; j < indexCount; j++)
            {
                var position = GatherIndex.Resolve("Gather", indices[j], along.Size);
                Buffer.MemoryCopy(
                    (byte*)x + (((outer * along.Size) + position) * bytes),
                    (byte*)y + (((outer * indexCount) + j) * bytes),
                    bytes,
                    bytes
                );
            }
        }
    }

    /// <summary>dx[outer, indices[j], inner] += dy[outer, j, inner], from zeros on.</summary>
    /// <param name="dy">Gradient of the slices.</param>
    /// <param name="indices">As in the forward direction.</param>
    /// <param name="dx">Gradient of the source.</param>
    /// <param name="along">Shape of dx and the axis.</param>
    /// <param name="indexCount">Number of indices.</param>
    /// <exception cref="DecantException">An index is outside the axis.</exception>
    public static void Gradient<T, TIndex>(T* dy, TIndex* indices, T* dx, AlongAxis along, long indexCount)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (long i = 0; i < along.Count; i++)
        {
            dx[i] = T.Zero;
        }

        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long j = 0; j < indexCount; j++)
            {
                var position = GatherIndex.Resolve("Gather", indices[j], along.Size);
                for (long inner = 0; inner < along.Inner; inner++)
                {
                    dx[along.Offset(outer, position, inner)] += dy[(((outer * indexCount) + j) * along.Inner) + inner];
                }
            }
        }
    }
}
