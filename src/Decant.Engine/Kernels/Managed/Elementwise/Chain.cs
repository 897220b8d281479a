using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Element-wise formulas one after the other, in one pass over memory: each thread takes a block of the elements through all of them while
/// it is in the first cache. What only the chain itself reads stays in a thread's scratch and is never written to memory. Element i of
/// every result depends on element i of the results before it, so blocks are independent, and the bits are those of one formula after the
/// other.
/// </summary>
internal readonly unsafe struct Chain
{
    // Three such arrays fit into a first-level cache of 48 KB. A divisor of the grid's chunk.
    private const int BlockSize = 4096;

    private readonly WorkerPool _pool;
    private readonly Head* _head;

    /// <summary>An empty chain. It lives in the pool's shared scratch until the pool's next piece of work.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="links">How many formulas it will have.</param>
    public Chain(WorkerPool pool, int links)
    {
        _pool = pool;
        _head = (Head*)pool.Shared(sizeof(Head) + ((long)links * sizeof(Link)));
        *_head = default;
    }

    /// <summary>Adds a formula.</summary>
    /// <param name="work">The formula and its loop.</param>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand; anything for a formula of one.</param>
    /// <param name="y">Result; may be in place of an operand that has the chain's shape.</param>
    public void Add<TWork>(TWork work, Elements a, Elements b, Elements y)
        where TWork : unmanaged, IElementwiseWork
    {
        if (sizeof(TWork) > Link.WorkBytes)
        {
            throw new InvalidOperationException($"{typeof(TWork)} has {sizeof(TWork)} bytes, a link has room for {Link.WorkBytes}.");
        }

        ref var link = ref Links(_head)[_head->Count++];
        link.Body = &Link.Invoke<TWork>;
        (link.A, link.B, link.Y) = (a, b, y);
        Unsafe.WriteUnaligned(ref link.Work[0], work);
        _head->Slots = Math.Max(_head->Slots, Math.Max(a.Slots, Math.Max(b.Slots, y.Slots)));
    }

    /// <summary>Applies all formulas to all elements.</summary>
    /// <param name="count">Number of elements of every result.</param>
    public void Run(long count)
    {
        _head->Elements = count;
        var work = new Work { Head = _head };
        _pool.Run(ref work, Grid.Chunks(count, Grid.Elements));
    }

    private static Link* Links(Head* head) => (Link*)(head + 1);

    private struct Head
    {
        public long Elements;
        public int Count,
            Slots;
    }

    private struct Link
    {
        public const int WorkBytes = 384;

        public delegate* <Link*, float*, float*, float*, long, int, void> Body;
        public Elements A,
            B,
            Y;
        public fixed byte Work[WorkBytes];

        public static void Invoke<TWork>(Link* link, float* a, float* b, float* y, long start, int count)
            where TWork : unmanaged, IElementwiseWork =>
            new Grid.Widest<ElementwisePart<TWork>>(
                new()
                {
                    Work = *(TWork*)link->Work,
                    A = a,
                    B = b,
                    Y = y,
                    Start = start,
                    Count = count,
                }
            ).Run(0);
    }

    private struct Work : IChunkedWork
    {
        public Head* Head;

        public readonly void Run(int chunk)
        {
            Link* first = Links(Head),
                last = first + Head->Count;
            var blockSize = Head->Count == 1 ? Grid.Elements : BlockSize;
            var scratch = (float*)WorkerPool.Scratch((long)Head->Slots * blockSize * sizeof(float));
            var start = (long)chunk * Grid.Elements;
            var end = Math.Min(Head->Elements, start + Grid.Elements);
            for (; start < end; start += blockSize)
            {
                var count = (int)Math.Min(blockSize, end - start);
                for (var link = first; link < last; link++)
                {
                    link->Body(
                        link,
                        link->A.First(scratch, blockSize, start),
                        link->B.First(scratch, blockSize, start),
                        link->Y.First(scratch, blockSize, start),
                        start,
                        count
                    );
                }
            }
        }
    }
}
