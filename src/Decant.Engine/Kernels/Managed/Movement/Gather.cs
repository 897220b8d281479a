using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// y[outer, j, inner] = x[outer, indices[j], inner], and its gradient: slices are copied, or added where they were picked.
/// </summary>
internal static unsafe class Gather
{
    // Every chunk of the gradient reads all indices.
    private const int MostRanges = 64;

    /// <summary>Takes slices along an axis; see <see cref="Reference.Gather"/>.</summary>
    public static void Run(WorkerPool pool, void* x, long* indices, void* y, int elementSize, AlongAxis along, long indexCount)
    {
        var work = new Slices
        {
            X = (byte*)x,
            Indices = indices,
            Y = (byte*)y,
            Bytes = along.Inner * elementSize,
            Size = along.Size,
            IndexCount = indexCount,
            Rows = along.Outer * indexCount,
        };
        work.RowsPerChunk = Grid.Rows(work.Bytes / sizeof(float));
        pool.Run(ref work, Grid.Chunks(work.Rows, work.RowsPerChunk));
    }

    /// <summary>
    /// dx[outer, indices[j], inner] += dy[outer, j, inner], from zeros on and in the order of j: each chunk fills some slices of dx.
    /// </summary>
    public static void Gradient(WorkerPool pool, float* dy, long* indices, float* dx, AlongAxis along, long indexCount)
    {
        if (along.Count == 0)
        {
            return;
        }

        var work = new Sums
        {
            Dy = dy,
            Indices = indices,
            Dx = dx,
            Along = along,
            IndexCount = indexCount,
        };
        work.OutersPerChunk = Grid.Rows(along.Size * along.Inner);
        work.RangeSize = Math.Max(Grid.Rows(along.Inner), MatrixBlocking.Divide(along.Size, MostRanges));
        work.Ranges = work.OutersPerChunk > 1 ? 1 : Grid.Chunks(along.Size, work.RangeSize);
        work.RangeSize = work.Ranges == 1 ? along.Size : work.RangeSize;
        Grid.Run(pool, work, Grid.Chunks(along.Outer, work.OutersPerChunk) * work.Ranges);
    }

    private struct Slices : IChunkedWork
    {
        public byte* X,
            Y;
        public long* Indices;
        public long Bytes,
            IndexCount,
            Rows;
        public int Size,
            RowsPerChunk;

        public readonly void Run(int chunk)
        {
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                var (outer, j) = Math.DivRem(row, IndexCount);
                var position = GatherIndex.Resolve("Gather", Indices[j], Size);
                Buffer.MemoryCopy(X + (((outer * Size) + position) * Bytes), Y + (row * Bytes), Bytes, Bytes);
            }
        }
    }

    private struct Sums : ILaneWork
    {
        public float* Dy,
            Dx;
        public long* Indices;
        public AlongAxis Along;
        public long IndexCount;
        public int OutersPerChunk,
            Ranges,
            RangeSize;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var (block, range) = Math.DivRem(chunk, Ranges);
            var (first, inner) = (range * RangeSize, (int)Along.Inner);
            var count = Math.Min(RangeSize, Along.Size - first);
            var endOuter = Math.Min(Along.Outer, (block + 1L) * OutersPerChunk);
            for (var outer = (long)block * OutersPerChunk; outer < endOuter; outer++)
            {
                var dx = Dx + Along.Offset(outer, first, 0);
                new Span<float>(dx, count * inner).Clear();
                for (long j = 0; j < IndexCount; j++)
                {
                    var position = GatherIndex.Resolve("Gather", Indices[j], Along.Size) - first;
                    if (position < 0 || position >= count)
                    {
                        continue;
                    }

                    float* from = Dy + (((outer * IndexCount) + j) * inner),
                        to = dx + (position * inner);
                    for (var i = 0; i < inner; i += TLanes.Count)
                    {
                        RowLanes.Store(
                            RowLanes.Load<TLanes>(to + i, inner - i) + RowLanes.Load<TLanes>(from + i, inner - i),
                            to + i,
                            inner - i
                        );
                    }
                }
            }
        }
    }
}
