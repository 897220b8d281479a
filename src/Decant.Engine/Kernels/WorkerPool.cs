using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels;

/// <summary>Work cut into chunks by its shape alone; a chunk knows from its number which part of the memory is its own.</summary>
internal interface IChunkedWork
{
    /// <summary>Does one chunk. Chunks run in any order and at the same time.</summary>
    void Run(int chunk);
}

/// <summary>
/// Threads that share the chunks of one piece of work. Each thread has a region of the chunks, the same share of every piece of work, so
/// that it finds in its cache what it wrote there in the piece before; it claims from it by an atomic counter, and then from the regions of
/// others, so the caller finishes everything alone when the neighbours have the cores. Workers spin for a moment, then sleep. The number of
/// threads never changes a result: the chunk grid is the caller's and depends on shapes only.
/// </summary>
internal sealed unsafe class WorkerPool : IDisposable
{
    // About 30 microseconds (a SpinWait of 8 takes 0.3): longer than the gap between two operators, shorter than a time slice.
    private const int SpinRounds = 100;

    [ThreadStatic]
    private static ScratchMemory? s_scratch;

    private readonly ScratchMemory _shared = new();
    private readonly Thread[] _workers;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ThreadPlacement _placement;
    private readonly Region[] _regions;
    private delegate* <void*, int, void> _body;
    private void* _work;
    private int _chunks;
    private int _sleepers;
    private int _generation;
    private int _finished;
    private Exception? _failure;
    private volatile bool _stopping;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">Threads that work, the caller's included; 1 or more. With 1 everything runs on the caller.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _workers = new Thread[threads - 1];
        _placement = new ThreadPlacement(threads - 1);
        _regions = new Region[threads];
        for (var i = 0; i < _workers.Length; i++)
        {
            var region = i + 1;
            _workers[i] = new Thread(() => Work(region)) { IsBackground = true, Name = $"decant worker {region}" };
            _workers[i].Start();
        }
    }

    /// <summary>Threads that work, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>
    /// This thread's scratch memory, 64-byte aligned; it keeps its contents until the next call on this thread and grows when asked for
    /// more.
    /// </summary>
    internal static byte* Scratch(long bytes) => (s_scratch ??= new ScratchMemory()).Reserve(bytes);

    /// <summary>
    /// Scratch memory that all chunks of one piece of work may read, 64-byte aligned; it keeps its contents until the next call.
    /// </summary>
    internal byte* Shared(long bytes) => _shared.Reserve(bytes);

    /// <summary>Runs all chunks and returns when the last is done. One caller at a time; chunks must not call it again.</summary>
    /// <remarks>When a chunk throws, the first such exception is thrown here, after all other chunks that were begun have ended.</remarks>
    internal void Run<TWork>(ref TWork work, int chunks)
        where TWork : unmanaged, IChunkedWork
    {
        if (Threads == 1 || chunks <= 1)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                work.Run(chunk);
            }

            return;
        }

        fixed (TWork* pointer = &work)
        {
            Share(pointer, &Invoke<TWork>, chunks);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping = true;
        if (_workers.Length > 0)
        {
            _wake.Release(_workers.Length);
        }

        foreach (var worker in _workers)
        {
            worker.Join();
        }

        _wake.Dispose();
        _shared.Dispose();
    }

    private static void Invoke<TWork>(void* work, int chunk)
        where TWork : unmanaged, IChunkedWork => Unsafe.AsRef<TWork>(work).Run(chunk);

    private void Share(void* work, delegate* <void*, int, void> body, int chunks)
    {
        // No one can claim while no chunk is left, so the fields may be set before the regions publish them.
        _work = work;
        _body = body;
        _chunks = chunks;
        _finished = 0;
        _failure = null;
        for (var region = 0; region < Threads; region++)
        {
            Volatile.Write(ref _regions[region].Unclaimed, End(region) - End(region - 1));
        }

        Interlocked.Increment(ref _generation);
        var sleepers = Volatile.Read(ref _sleepers);
        if (sleepers > 0)
        {
            _placement.Wake(_wake, Math.Min(sleepers, chunks - 1));
        }

        Claim(0);

        // The chunks that others claimed and have not finished.
        var spinner = default(SpinWait);
        while (Volatile.Read(ref _finished) < chunks)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    // The first chunk after a region.
    private int End(int region) => (int)((long)_chunks * (region + 1) / Threads);

    // All that is left of a thread's own region, then of the next ones.
    private void Claim(int own)
    {
        for (var i = 0; i < Threads; i++)
        {
            var region = own + i < Threads ? own + i : own + i - Threads;
            ref var unclaimed = ref _regions[region].Unclaimed;
            while (Volatile.Read(ref unclaimed) is var count and > 0)
            {
                if (Interlocked.CompareExchange(ref unclaimed, count - 1, count) == count)
                {
                    Do(End(region) - count);
                }
            }
        }
    }

    private void Do(int chunk)
    {
        try
        {
            _body(_work, chunk);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }

        Interlocked.Increment(ref _finished);
    }

    private void Work(int region)
    {
        _placement.Enter(region - 1);
        var seen = 0;
        while (!_stopping)
        {
            var rounds = 0;
            while (Volatile.Read(ref _generation) == seen && !_stopping)
            {
                if (++rounds < SpinRounds)
                {
                    Thread.SpinWait(8);
                    continue;
                }

                Interlocked.Increment(ref _sleepers);
                if (Volatile.Read(ref _generation) == seen && !_stopping)
                {
                    _wake.Wait();
                }

                Interlocked.Decrement(ref _sleepers);
                rounds = 0;
            }

            seen = Volatile.Read(ref _generation);
            Claim(region);
        }
    }

    // A cache line for each counter, and its neighbour, which processors fetch with it.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Region
    {
        [FieldOffset(0)]
        public int Unclaimed;
    }

    private sealed class ScratchMemory : IDisposable
    {
        private void* _pointer;
        private long _bytes;

        ~ScratchMemory() => Free();

        public byte* Reserve(long bytes)
        {
            if (bytes > _bytes)
            {
                Free(); // first, so that nothing dangles when there is no memory for more
                _pointer = NativeMemory.AlignedAlloc((nuint)bytes, 64);
                _bytes = bytes;
            }

            return (byte*)_pointer;
        }

        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            NativeMemory.AlignedFree(_pointer);
            _pointer = null;
            _bytes = 0;
        }
    }
}
