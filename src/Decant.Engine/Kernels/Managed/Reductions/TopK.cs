namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The k largest (or smallest) elements along an axis, best first. An element and its position make one whole number that is the smaller
/// the better the element, so no two are equal: a heap keeps the k smallest numbers, and sorting them is the result.
/// </summary>
internal static unsafe class TopK
{
    /// <summary>[outer, size, inner] to values and positions [outer, k, inner].</summary>
    public static void Run(WorkerPool pool, float* x, float* values, long* positions, AlongAxis along, int k, bool largest)
    {
        if (k == 0)
        {
            return;
        }

        var work = new Work
        {
            X = x,
            Values = values,
            Positions = positions,
            Along = along,
            K = k,
            Largest = largest,
            RowsPerChunk = Grid.Rows(8L * along.Size),
        };
        pool.Run(ref work, Grid.Chunks(along.Outer * along.Inner, work.RowsPerChunk));
    }

    private struct Work : IChunkedWork
    {
        public float* X,
            Values;
        public long* Positions;
        public AlongAxis Along;
        public int K,
            RowsPerChunk;
        public bool Largest;

        public readonly void Run(int chunk)
        {
            var keys = (ulong*)WorkerPool.Scratch((long)K * sizeof(ulong));
            var end = Math.Min(Along.Outer * Along.Inner, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                var (outer, inner) = Math.DivRem(row, Along.Inner);
                Select(keys, outer, inner);
                new Span<ulong>(keys, K).Sort();
                for (var i = 0; i < K; i++)
                {
                    var (position, place) = ((uint)keys[i], (((outer * K) + i) * Along.Inner) + inner);
                    Positions[place] = position;
                    Values[place] = X[Along.Offset(outer, position, inner)];
                }
            }
        }

        // The heap's root is the worst of the best so far.
        private readonly void Select(ulong* keys, long outer, long inner)
        {
            for (var position = 0; position < K; position++)
            {
                keys[position] = Key(outer, position, inner);
            }

            if (K == Along.Size)
            {
                return;
            }

            for (var node = (K / 2) - 1; node >= 0; node--)
            {
                Sink(keys, node, keys[node]);
            }

            for (var position = K; position < Along.Size; position++)
            {
                var key = Key(outer, position, inner);
                if (key < keys[0])
                {
                    Sink(keys, 0, key);
                }
            }
        }

        private readonly void Sink(ulong* keys, int node, ulong key)
        {
            for (var child = (2 * node) + 1; child < K; child = (2 * node) + 1)
            {
                child += child + 1 < K && keys[child + 1] > keys[child] ? 1 : 0;
                if (keys[child] <= key)
                {
                    break;
                }

                keys[node] = keys[child];
                node = child;
            }

            keys[node] = key;
        }

        // IEEE bits in the order of the numbers: negative ones turned round, positive ones after them. Adding 0 makes −0 and 0 equal.
        private readonly ulong Key(long outer, int position, long inner)
        {
            var x = X[Along.Offset(outer, position, inner)] + 0f;
            var bits = BitConverter.SingleToUInt32Bits(x);
            var order =
                float.IsNaN(x) ? uint.MaxValue
                : (bits & 0x8000_0000) != 0 ? ~bits
                : bits | 0x8000_0000;
            return ((ulong)(Largest ? ~order : order) << 32) | (uint)position;
        }
    }
}
