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
                var start = segment * Grid.Elements;
                Row(Nest.At(whole), start, Math.Min(Grid.Elements, Nest.Inner - start));
                return;
            }

            var first = (long)chunk * PerChunk;
            var end = Math.Min(Count, first + PerChunk);
            var cursor = Nest.At(first);
            for (var row = first; row < end; row++, Nest.Next(ref cursor))
            {
                Row(cursor, 0, Nest.Inner);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Row(in LoopCursor cursor, int start, int count)
        {
            var (stepTarget, stepSource) = (Nest.InnerStride(0), Nest.InnerStride(1));
            T* target = Target + cursor.Offset[0] + (start * stepTarget),
                source = Source + cursor.Offset[1] + (start * stepSource);
            if (stepTarget == 1 && stepSource == 1)
            {
                new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
                return;
            }

            if (stepTarget == 1 && stepSource == 0)
            {
                new Span<T>(target, count).Fill(*source);
                return;
            }

            for (var i = 0; i < count; i++, target += stepTarget, source += stepSource)
            {
                *target = *source;
            }
        }
    }
}
