using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Transposes: the target runs along one axis, the source along another. Tiles of 8 × 8 elements touch each cache line of
/// both sides while it is in the first-level cache, even where strides that are powers of two send them all to one place of it.
/// </summary>
internal static unsafe class MoveTiles
{
    private const int Tile = 8;

    /// <summary>Whether a nest is a transpose: the innermost axis is the target's fastest, another one the source's.</summary>
    public static bool Fits(in LoopNest nest) =>
        nest.Inner > 1 && nest.InnerStride(0) == 1 && nest.InnerStride(1) is not (0 or 1) && SourceAxis(nest) >= 0;

    /// <summary>Copies a transpose.</summary>
    public static void Run<T>(WorkerPool pool, T* source, T* target, in LoopNest nest)
        where T : unmanaged
    {
        var axis = SourceAxis(nest);
        Span<int> sizes = stackalloc int[LoopNest.MaxRank];
        Span<long> targets = stackalloc long[LoopNest.MaxRank],
            sources = stackalloc long[LoopNest.MaxRank];
        var rank = 0;
        for (var other = 0; other < nest.Rank - 1; other++)
        {
            if (other != axis)
            {
                (sizes[rank], targets[rank], sources[rank]) = (nest.Sizes[other], nest.Stride(0, other), nest.Stride(1, other));
                rank++;
            }
        }

        // Every operand of the outer nest gets an innermost axis of size 1, so that each of its rows is one plane.
        (sizes[rank], targets[rank], sources[rank]) = (1, 0, 0);
        rank++;
        var work = new Work<T>
        {
            Source = source,
            Target = target,
            Planes = LoopNest.Over(sizes[..rank]).Strided(targets[..rank]).Strided(sources[..rank]),
            Width = nest.Inner,
            Height = nest.Sizes[axis],
            SourceStride = nest.InnerStride(1),
            TargetStride = nest.Stride(0, axis),
        };
        work.BandHeight = Math.Max(1, Grid.Rows(work.Width) / Tile) * Tile;
        work.Bands = Grid.Chunks(work.Height, work.BandHeight);
        pool.Run(ref work, checked((int)(work.Planes.Rows * work.Bands)));
    }

    private static int SourceAxis(in LoopNest nest)
    {
        for (var axis = nest.Rank - 2; axis >= 0; axis--)
        {
            if (nest.Stride(1, axis) == 1 && nest.Sizes[axis] > 1)
            {
                return axis;
            }
        }

        return -1;
    }

    private struct Work<T> : IChunkedWork
        where T : unmanaged
    {
        public T* Source,
            Target;
        public LoopNest Planes;
        public int Width,
            Height,
            BandHeight,
            Bands;
        public long SourceStride,
            TargetStride;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            var (plane, band) = Math.DivRem(chunk, Bands);
            var offset = Planes.At(plane).Offset;
            T* source = Source + offset[1],
                target = Target + offset[0];
            var end = Math.Min(Height, (band + 1) * BandHeight);
            if (sizeof(T) == sizeof(float) && Width == 3 && TargetStride == 3)
            {
                var first = band * BandHeight;
                Interleave3.Run((float*)source + first, (nint)SourceStride, (float*)target + (3L * first), end - first);
                return;
            }

            // A strip that is narrower than a tile is one tile as long as it is.
            var (tileHeight, tileWidth) = (Width < Tile ? BandHeight : Tile, Height < Tile ? Width : Tile);
            for (var top = band * BandHeight; top < end; top += tileHeight)
            {
                for (var left = 0; left < Width; left += tileWidth)
                {
                    var (height, width) = (Math.Min(end - top, tileHeight), Math.Min(Width - left, tileWidth));
                    T* from = source + top + (left * SourceStride),
                        to = target + (top * TargetStride) + left;
                    if (sizeof(T) == sizeof(float) && Avx.IsSupported && height == Tile && width == Tile)
                    {
                        MoveTile8.Turn((float*)from, SourceStride, (float*)to, TargetStride);
                    }
                    else
                    {
                        Turn(from, SourceStride, to, TargetStride, width, height);
                    }
                }
            }
        }

        // The scalar twin of MoveTile8: to[h, w] = from[w, h].
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Turn(T* from, long fromStride, T* to, long toStride, int width, int height)
        {
            for (var h = 0; h < height; h++, from++, to += toStride)
            {
                var element = from;
                for (var w = 0; w < width; w++, element += fromStride)
                {
                    to[w] = *element;
                }
            }
        }
    }
}
