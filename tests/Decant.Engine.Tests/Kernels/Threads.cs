using System.Runtime.InteropServices;
using Decant.Engine.Kernels;

namespace Decant.Engine.Tests.Kernels;

/// <summary>Pools of one, two and three threads, shared by the tests that call this one after the other.</summary>
internal static unsafe class Threads
{
    private static readonly WorkerPool[] s_pools = [new(1), new(2), new(3)];
    private static readonly Lock s_turn = new();

    public delegate void Kernel(WorkerPool pool, float* result);

    /// <summary>The kernel's result, after a check that one, two and three threads give the same bits.</summary>
    public static float[] SameBits(long count, Kernel kernel)
    {
        lock (s_turn)
        {
            var results = Array.ConvertAll(s_pools, pool =>
            {
                using var result = new GuardedArray<float>(count);
                kernel(pool, result.Pointer);
                return result.ToArray();
            });
            Assert.True(Bits(results[0]).SequenceEqual(Bits(results[1])), "Two threads give other bits than one.");
            Assert.True(Bits(results[0]).SequenceEqual(Bits(results[2])), "Three threads give other bits than one.");
            return results[0];
        }
    }

    public static ReadOnlySpan<int> Bits(float[] values) => MemoryMarshal.Cast<float, int>(values);

    /// <summary>Does something with a pool of two threads.</summary>
    public static void Two(Action<WorkerPool> action)
    {
        lock (s_turn)
        {
            action(s_pools[1]);
        }
    }
}
