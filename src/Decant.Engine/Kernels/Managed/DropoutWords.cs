using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Decant.Engine.Kernels.Managed;

/// <summary>The random words of a dropout mask, four Philox blocks at a time where the machine multiplies 32 by 32 bits in lanes.</summary>
internal static unsafe class DropoutWords
{
    private const ulong Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>Fills words[4 · i … 4 · i + 3] with block first + i.</summary>
    /// <param name="words">Out: 4 · blocks words.</param>
    /// <param name="first">Number of the first block.</param>
    /// <param name="blocks">Number of blocks, a multiple of 4.</param>
    /// <param name="mask">Key and place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(uint* words, ulong first, int blocks, DropoutMask mask)
    {
        for (var block = 0; block < blocks; block += 4)
        {
            if (Avx2.IsSupported)
            {
                Four(words + (4 * block), first + (ulong)block, mask);
                continue;
            }

            for (var i = block; i < block + 4; i++)
            {
                (words[4 * i], words[(4 * i) + 1], words[(4 * i) + 2], words[(4 * i) + 3]) = mask.Words(first + (ulong)i);
            }
        }
    }

    // The scalar twin is Philox.Block. Each 64-bit lane holds one counter word in its low half; what gathers in the high
    // halves is never multiplied, and masked at the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(uint* words, ulong first, DropoutMask mask)
    {
        var number = Vector256.Create(first) + Vector256<ulong>.Indices;
        var (c0, c1) = (number, number >> 32);
        Vector256<ulong> c2 = Vector256.Create(mask.Place), c3 = Vector256.Create(mask.Place >> 32);
        Vector256<uint> m0 = Vector256.Create(Multiplier0).AsUInt32(), m1 = Vector256.Create(Multiplier1).AsUInt32();
        var (key0, key1) = ((uint)mask.Key, (uint)(mask.Key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var product0 = Avx2.Multiply(m0, c0.AsUInt32());
            var product1 = Avx2.Multiply(m1, c2.AsUInt32());
            (c0, c1, c2, c3) = ((product1 >> 32) ^ c1 ^ Vector256.Create((ulong)key0), product1, (product0 >> 32) ^ c3 ^ Vector256.Create((ulong)key1), product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        var low = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> pairs01 = (c0 & low) | (c1 << 32), pairs23 = (c2 & low) | (c3 << 32);
        // Lanes (0, 2) and (1, 3) of both: block by block in memory.
        var even = Avx2.UnpackLow(pairs01, pairs23);
        var odd = Avx2.UnpackHigh(pairs01, pairs23);
        even.GetLower().Store((ulong*)words);
        odd.GetLower().Store((ulong*)words + 2);
        even.GetUpper().Store((ulong*)words + 4);
        odd.GetUpper().Store((ulong*)words + 6);
    }
}
