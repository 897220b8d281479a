using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Cuts work into chunks by its shape alone and runs them with the widest lanes that the machine has. One chunk is
/// run by the caller: 32,768 floats are not worth waking anyone.
/// </summary>
internal static class Grid
{
    /// <summary>Elements of a chunk: two such arrays fit into a second-level cache with room to spare.</summary>
    public const int Elements = 32 * 1024;

    /// <summary>Chunks of a size that cover a count.</summary>
    public static int Chunks(long count, long chunkSize) => checked((int)((count + chunkSize - 1) / chunkSize));

    /// <summary>Rows of a width that make one chunk; at least 1.</summary>
    public static int Rows(long width) => (int)Math.Clamp(Elements / Math.Max(1, width), 1, Elements);

    /// <summary>Runs all chunks on the pool's threads.</summary>
    public static void Run<TWork>(WorkerPool pool, TWork work, int chunks)
        where TWork : unmanaged, ILaneWork
    {
        var widest = new Widest<TWork>(work);
        pool.Run(ref widest, chunks);
    }

    /// <summary>Work done with the widest lanes that the machine has.</summary>
    public readonly struct Widest<TWork>(TWork work) : IChunkedWork
        where TWork : unmanaged, ILaneWork
    {
        private readonly TWork _work = work;

        // The conditions are constants to the compiler: one branch is left. The kernel must stay a method of its own: a profile of calls
        // would have it inlined here, with its smallest functions left as calls because the inliner's budget is spent.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public void Run(int chunk)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                _work.Run<Lanes16>(chunk);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                _work.Run<Lanes8>(chunk);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                _work.Run<Lanes4>(chunk);
            }
            else
            {
                _work.Run<Lanes1>(chunk);
            }
        }
    }
}
