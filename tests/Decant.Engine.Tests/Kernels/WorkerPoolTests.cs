using System.Runtime.CompilerServices;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Tests.Kernels;

public sealed unsafe class WorkerPoolTests
{
    /// <summary>Counts how often each chunk ran.</summary>
    private struct Count : IChunkedWork
    {
        public int* Runs;

        public readonly void Run(int chunk) => Interlocked.Increment(ref Runs[chunk]);
    }

    /// <summary>Fails at one chunk.</summary>
    private struct Fail(int at) : IChunkedWork
    {
        public readonly void Run(int chunk)
        {
            if (chunk == at)
            {
                throw new DecantException("chunk 5 cannot");
            }
        }
    }

    /// <summary>Notes how many threads were inside at once.</summary>
    private struct Meet : IChunkedWork
    {
        public int* Inside;
        public int* Most;

        public readonly void Run(int chunk)
        {
            var inside = Interlocked.Increment(ref *Inside);
            int most;
            while (inside > (most = Volatile.Read(ref *Most)) && Interlocked.CompareExchange(ref *Most, inside, most) != most) { }

            // Long enough for a sleeping worker to wake up.
            SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(5));
            Interlocked.Decrement(ref *Inside);
        }
    }

    /// <summary>Fills scratch memory of its own and checks that no one else wrote there.</summary>
    private struct Scribble : IChunkedWork
    {
        public int* Wrong;

        public readonly void Run(int chunk)
        {
            var scratch = (int*)WorkerPool.Scratch(4096 * sizeof(int));
            new Span<int>(scratch, 4096).Fill(chunk);
            Thread.Yield();
            if ((nint)scratch % Tensor.Alignment != 0 || new Span<int>(scratch, 4096).IndexOfAnyExcept(chunk) >= 0)
            {
                Interlocked.Increment(ref *Wrong);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Every_chunk_runs_exactly_once(int threads)
    {
        using var pool = new WorkerPool(threads);
        using var runs = new Tensor(ElementType.Int32, 1000);
        var work = new Count { Runs = (int*)runs.Pointer };
        foreach (var chunks in new[] { 0, 1, 2, 3, 7, 64, 1000 })
        {
            runs.Span<int>().Clear();
            pool.Run(ref work, chunks);
            Assert.Equal(-1, runs.Span<int>()[..chunks].IndexOfAnyExcept(1));
            Assert.Equal(-1, runs.Span<int>()[chunks..].IndexOfAnyExcept(0));
        }
    }

    [Fact]
    public void Thousands_of_pieces_of_work_follow_each_other_without_losing_a_chunk()
    {
        using var pool = new WorkerPool(4);
        using var runs = new Tensor(ElementType.Int32, 17);
        var work = new Count { Runs = (int*)runs.Pointer };
        for (var round = 1; round <= 20_000; round++)
        {
            pool.Run(ref work, 2 + (round % 16));

            // Now and then long enough for the workers to fall asleep.
            if (round % 2000 == 0)
            {
                SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(3));
            }
        }

        // Chunk c runs in every round whose chunk count exceeds it: 2 + round mod 16 takes 16 values equally often.
        for (var chunk = 0; chunk < 17; chunk++)
        {
            Assert.Equal(20_000 / 16 * Enumerable.Range(2, 16).Count(chunks => chunks > chunk), runs.Span<int>()[chunk]);
        }
    }

    [Fact]
    public void Workers_do_share_the_work()
    {
        using var pool = new WorkerPool(3);
        using var counters = new Tensor(ElementType.Int32, 2);
        var work = new Meet { Inside = (int*)counters.Pointer, Most = (int*)counters.Pointer + 1 };
        pool.Run(ref work, 20);
        Assert.InRange(counters.Span<int>()[1], 2, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_chunk_throws_reaches_the_caller_as_it_is_and_the_pool_goes_on(int threads)
    {
        using var pool = new WorkerPool(threads);
        var failing = new Fail(5);
        Assert.Equal("chunk 5 cannot", Assert.Throws<DecantException>(() => pool.Run(ref failing, 20)).Message);

        using var runs = new Tensor(ElementType.Int32, 9);
        var work = new Count { Runs = (int*)runs.Pointer };
        pool.Run(ref work, 9);
        Assert.Equal(-1, runs.Span<int>().IndexOfAnyExcept(1));
    }

    [Fact]
    public void Scratch_memory_belongs_to_one_thread()
    {
        using var pool = new WorkerPool(4);
        using var wrong = new Tensor(ElementType.Int32, 1);
        var work = new Scribble { Wrong = (int*)wrong.Pointer };
        pool.Run(ref work, 500);
        Assert.Equal(0, wrong.Span<int>()[0]);
    }

    [Fact]
    public void Shared_scratch_memory_outlives_the_threads_own()
    {
        using var pool = new WorkerPool(2);
        var shared = pool.Shared(64);
        shared[63] = 42;
        WorkerPool.Scratch(1 << 20)[63] = 7;
        Assert.Equal(42, shared[63]);
        Assert.True(pool.Shared(64) == shared);
        Assert.Equal(0, (nint)pool.Shared(1 << 20) % Tensor.Alignment);
    }

    [Fact]
    public void Scratch_memory_can_be_asked_for_again_where_there_was_not_enough()
    {
        using var pool = new WorkerPool(1);
        pool.Shared(64);
        WorkerPool.Scratch(64);
        Assert.Throws<OutOfMemoryException>(() =>
        {
            pool.Shared(1L << 60);
        });
        Assert.Throws<OutOfMemoryException>(() =>
        {
            WorkerPool.Scratch(1L << 60);
        });

        // Freed memory that were freed again would end the process here.
        pool.Shared(1 << 20)[(1 << 20) - 1] = 1;
        WorkerPool.Scratch(1 << 20)[(1 << 20) - 1] = 1;
    }

    [Fact]
    public void A_pool_without_threads_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));

    [Fact]
    public void Sharing_work_allocates_nothing()
    {
        using var pool = new WorkerPool(2);
        using var runs = new Tensor(ElementType.Int32, 4);
        var work = new Count { Runs = (int*)runs.Pointer };
        Repeat(pool, ref work);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(pool, ref work);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Repeat(WorkerPool pool, ref Count work)
    {
        for (var i = 0; i < 100; i++)
        {
            pool.Run(ref work, 4);
        }
    }
}
