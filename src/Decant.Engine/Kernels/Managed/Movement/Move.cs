using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Copies elements to other places: Transpose, Slice, Expand, Concat and Split are plans of it.</summary>
internal static unsafe class Move
{
    /// <summary>Copies; what the plan does not write stays as it is. Source and target do not overlap.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="source">First byte of the source.</param>
    /// <param name="target">First byte of the target.</param>
    /// <param name="elementSize">Bytes per element: 1, 4 or 8.</param>
    /// <param name="plan">Which element goes where.</param>
    public static void Run(WorkerPool pool, void* source, void* target, int elementSize, in MovePlan plan)
    {
        switch (elementSize)
        {
            case 1:
                Run(pool, (byte*)source, (byte*)target, plan);
                break;
            case 2:
                Run(pool, (ushort*)source, (ushort*)target, plan);
                break;
            case 4:
                Run(pool, (uint*)source, (uint*)target, plan);
                break;
            default:
                Run(pool, (ulong*)source, (ulong*)target, plan);
                break;
        }
    }

    private static void Run<T>(WorkerPool pool, T* source, T* target, in MovePlan plan)
        where T : unmanaged
    {
        source += plan.SourceOffset;
        target += plan.TargetOffset;
        if (MoveTiles.Fits(plan.Nest))
        {
            MoveTiles.Run(pool, source, target, plan.Nest);
            return;
        }

        var work = new Rows<T>
        {
            Source = source,
            Target = target,
            Nest = plan.Nest,
            Count = plan.Nest.Rows,
        };
        (work.Segments, work.PerChunk) = (Math.Max(1, Grid.Chunks(plan.Nest.Inner, Grid.Elements)), Grid.Rows(plan.Nest.Inner));
        // One long row is cut into segments, many short rows are gathered.
        pool.Run(ref work, work.Segments > 1 ? checked((int)(work.Count * work.Segments)) : Grid.Chunks(work.Count, work.PerChunk));
    }

    private struct Rows<T> : IChunkedWork
        where T : unmanaged
    {
        // Fewer elements are copied sooner than a call is made.
        private const int Few = 8;

        public T* Source,
            Target;
        public LoopNest Nest;
        public long Count;
        public int Segments,
            PerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            if (Segments > 1)
            {
                var (whole, segment) = Math.DivRem(chunk, Segments);
                var (start, at) = (segment * Grid.Elements, Nest.At(whole).Offset);
                var (to, from) = (at[0] + (start * Nest.InnerStride(0)), at[1] + (start * Nest.InnerStride(1)));
                Row(Target + to, Source + from, Math.Min(Grid.Elements, Nest.Inner - start), Nest.InnerStride(0), Nest.InnerStride(1));
                return;
            }

            // The axis next to the innermost one has a loop of its own: moving a cursor takes as long as copying a dozen elements.
            var (axis, end) = (Nest.Rank - 2, Math.Min(Count, (chunk + 1L) * PerChunk));
            var (targetRow, sourceRow) = axis < 0 ? (0, 0) : (Nest.Stride(0, axis), Nest.Stride(1, axis));
            var (count, targetStep, sourceStep) = (Nest.Inner, Nest.InnerStride(0), Nest.InnerStride(1));
            for (var row = (long)chunk * PerChunk; row < end; )
            {
                var cursor = Nest.At(row);
                var last = axis < 0 ? end : Math.Min(end, row + Nest.Sizes[axis] - cursor.Position[axis]);
                T* target = Target + cursor.Offset[0],
                    source = Source + cursor.Offset[1];
                for (; row < last; row++)
                {
                    Row(target, source, count, targetStep, sourceStep);
                    target += targetRow;
                    source += sourceRow;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Row(T* target, T* source, int count, long targetStep, long sourceStep)
        {
            if (count >= Few && targetStep == 1 && sourceStep == 1)
            {
                new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
                return;
            }

            if (count >= Few && targetStep == 1 && sourceStep == 0)
            {
                new Span<T>(target, count).Fill(*source);
                return;
            }

            for (var i = 0; i < count; i++, target += targetStep, source += sourceStep)
            {
                *target = *source;
            }
        }
    }
}
