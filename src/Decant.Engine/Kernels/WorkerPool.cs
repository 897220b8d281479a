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
/// Threads that share the chunks of one piece of work. Chunks are claimed by an atomic counter, so the caller
/// finishes everything alone when the neighbours have the cores; workers spin for a moment, then sleep.
/// The number of threads never changes a result: the chunk grid is the caller's and depends on shapes only.
/// </summary>
public sealed unsafe class WorkerPool : IDisposable
{
    // About 30 microseconds (a SpinWait of 8 takes 0.3): longer than the gap between two operators, shorter than a time slice.
    private const int SpinRounds = 100;

    [ThreadStatic]
    private static ScratchMemory? s_scratch;

    private readonly ScratchMemory _shared = new();
    private readonly Thread[] _workers;
    private readonly SemaphoreSlim _wake = new(0);
    private delegate*<void*, int, void> _body;
    private void* _work;
    private int _chunks;
    private int _sleepers;
    private long _ticket;      // generation of the work in the high half, chunks that nobody has claimed in the low half
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
        for (var i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Thread(Work) { IsBackground = true, Name = $"decant worker {i + 1}" };
            _workers[i].Start();
        }
    }

    /// <summary>Threads that work, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>This thread's scratch memory, 64-byte aligned; it keeps its contents until the next call on this thread and grows when asked for more.</summary>
    internal static byte* Scratch(long bytes) => (s_scratch ??= new ScratchMemory()).Reserve(bytes);

    /// <summary>Scratch memory that all chunks of one piece of work may read, 64-byte aligned; it keeps its contents until the next call.</summary>
    internal byte* Shared(long bytes) => _shared.Reserve(bytes);

    /// <summary>Runs all chunks and returns when the last is done. One caller at a time; chunks must not call it again.</summary>
    /// <remarks>When a chunk throws, the first such exception is thrown here, after all other chunks that were begun have ended.</remarks>
    internal void Run<TWork>(ref TWork work, int chunks) where TWork : unmanaged, IChunkedWork
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
    }

    private static void Invoke<TWork>(void* work, int chunk) where TWork : unmanaged, IChunkedWork =>
        Unsafe.AsRef<TWork>(work).Run(chunk);

    private void Share(void* work, delegate*<void*, int, void> body, int chunks)
    {
        // Nobody can claim while no chunk is left, so the fields may be set before the ticket publishes them.
        _work = work;
        _body = body;
        _chunks = chunks;
        _finished = 0;
        _failure = null;
        Interlocked.Exchange(ref _ticket, (((_ticket >> 32) + 1) << 32) | (uint)chunks);
        var sleepers = Volatile.Read(ref _sleepers);
        if (sleepers > 0)
        {
            _wake.Release(Math.Min(sleepers, chunks - 1));
        }

        Claim();

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

    private void Claim()
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            var unclaimed = (uint)ticket;
            if (unclaimed == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket)
            {
                continue;
            }

            try
            {
                _body(_work, _chunks - (int)unclaimed);
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
            }

            Interlocked.Increment(ref _finished);
        }
    }

    private void Work()
    {
        long seen = 0;
        while (!_stopping)
        {
            var rounds = 0;
            while (Volatile.Read(ref _ticket) >> 32 == seen && !_stopping)
            {
                if (++rounds < SpinRounds)
                {
                    Thread.SpinWait(8);
                    continue;
                }

                Interlocked.Increment(ref _sleepers);
                if (Volatile.Read(ref _ticket) >> 32 == seen && !_stopping)
                {
                    _wake.Wait();
                }

                Interlocked.Decrement(ref _sleepers);
                rounds = 0;
            }

            seen = Volatile.Read(ref _ticket) >> 32;
            Claim();
        }
    }

    private sealed class ScratchMemory
    {
        private void* _pointer;
        private long _bytes;

        ~ScratchMemory() => NativeMemory.AlignedFree(_pointer);

        public byte* Reserve(long bytes)
        {
            if (bytes > _bytes)
            {
                NativeMemory.AlignedFree(_pointer);
                _pointer = NativeMemory.AlignedAlloc((nuint)bytes, 64);
                _bytes = bytes;
            }

            return (byte*)_pointer;
        }
    }
}
