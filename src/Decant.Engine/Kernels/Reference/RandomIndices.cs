using Decant.Engine.Randomness;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Numbers below a bound, drawn from a stream at a place, none of them the row's own.</summary>
internal static unsafe class RandomIndices
{
    /// <summary>
    /// Element (n, k) takes random word n·count + k of the stream, so that it can be asked for at any time, in any order.
    /// </summary>
    /// <param name="own">[rows], 0 to bound − 1.</param>
    /// <param name="y">[rows, count].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="count">Numbers for each row.</param>
    /// <param name="bound">What all numbers lie below, 2 or more.</param>
    /// <param name="key">Key of the random stream.</param>
    /// <param name="place">Place in the stream: the optimizer step.</param>
    public static void Run(long* own, long* y, long rows, int count, int bound, ulong key, ulong place)
    {
        for (long i = 0; i < rows * count; i++)
        {
            var block = (ulong)i >> 2;
            var words = Philox.Block((uint)block, (uint)(block >> 32), (uint)place, (uint)(place >> 32), (uint)key, (uint)(key >> 32));
            var word = (i & 3) switch
            {
                0 => words.W0,
                1 => words.W1,
                2 => words.W2,
                _ => words.W3,
            };
            // One of the bound − 1 others, every one equally likely to 1 part in 2³²/bound; what lies after the own number moves up by one.
            var other = (long)(((ulong)word * (ulong)(bound - 1)) >> 32);
            y[i] = other >= own[i / count] ? other + 1 : other;
        }
    }
}
