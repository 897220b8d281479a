using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The random words of a dropout mask, four or eight Philox blocks at a time where the machine multiplies 32 by 32 bits in lanes.
/// </summary>
internal static unsafe class DropoutWords
{
    private const ulong Multiplier0 = 0xD2511F53,
        Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9,
        Weyl1 = 0xBB67AE85;

    /// <summary>Fills words[4 · i … 4 · i + 3] with block first + i.</summary>
    /// <param name="words">Out: 4 · blocks words.</param>
    /// <param name="first">Number of the first block.</param>
    /// <param name="blocks">Number of blocks, a multiple of 8.</param>
    /// <param name="mask">Key and place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(uint* words, ulong first, int blocks, DropoutMask mask)
    {
        for (var block = 0; block < blocks; block += 8)
        {
            if (Avx512F.IsSupported)
            {
                Eight(words + (4 * block), first + (ulong)block, mask);
                continue;
            }

            if (Avx2.IsSupported)
            {
                Four(words + (4 * block), first + (ulong)block, mask);
                Four(words + (4 * block) + 16, first + (ulong)block + 4, mask);
                continue;
            }

            for (var i = block; i < block + 8; i++)
            {
                (words[4 * i], words[(4 * i) + 1], words[(4 * i) + 2], words[(4 * i) + 3]) = mask.Words(first + (ulong)i);
            }
        }
    }

    // As Four, on lanes twice as wide.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(uint* words, ulong first, DropoutMask mask)
    {
        var number = Vector512.Create(first) + Vector512<ulong>.Indices;
        var (c0, c1) = (number, number >> 32);
        Vector512<ulong> c2 = Vector512.Create(mask.Place),
            c3 = Vector512.Create(mask.Place >> 32);
        Vector512<uint> m0 = Vector512.Create(Multiplier0).AsUInt32(),
            m1 = Vector512.Create(Multiplier1).AsUInt32();
        var (key0, key1) = ((uint)mask.Key, (uint)(mask.Key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var product0 = Avx512F.Multiply(m0, c0.AsUInt32());
            var product1 = Avx512F.Multiply(m1, c2.AsUInt32());
            (c0, c1, c2, c3) = (
                (product1 >> 32) ^ c1 ^ Vector512.Create((ulong)key0),
                product1,
                (product0 >> 32) ^ c3 ^ Vector512.Create((ulong)key1),
                product0
            );
            key0 += Weyl0;
            key1 += Weyl1;
        }

        var low = Vector512.Create((ulong)uint.MaxValue);
        Vector512<ulong> pairs01 = (c0 & low) | (c1 << 32),
            pairs23 = (c2 & low) | (c3 << 32);
        var front = Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11);
        var back = Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15);
        Avx512F.PermuteVar8x64x2(pairs01, front, pairs23).Store((ulong*)words);
        Avx512F.PermuteVar8x64x2(pairs01, back, pairs23).Store((ulong*)words + 8);
    }

    // The scalar twin is Philox.Block. Each 64-bit lane holds one counter word in its low half; what gathers in the high
    // halves is never multiplied, and masked at the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(uint* words, ulong first, DropoutMask mask)
    {
        var number = Vector256.Create(first) + Vector256<ulong>.Indices;
        var (c0, c1) = (number, number >> 32);
        Vector256<ulong> c2 = Vector256.Create(mask.Place),
            c3 = Vector256.Create(mask.Place >> 32);
        Vector256<uint> m0 = Vector256.Create(Multiplier0).AsUInt32(),
            m1 = Vector256.Create(Multiplier1).AsUInt32();
        var (key0, key1) = ((uint)mask.Key, (uint)(mask.Key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var product0 = Avx2.Multiply(m0, c0.AsUInt32());
            var product1 = Avx2.Multiply(m1, c2.AsUInt32());
            (c0, c1, c2, c3) = (
                (product1 >> 32) ^ c1 ^ Vector256.Create((ulong)key0),
                product1,
                (product0 >> 32) ^ c3 ^ Vector256.Create((ulong)key1),
                product0
            );
            key0 += Weyl0;
            key1 += Weyl1;
        }

        var low = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> pairs01 = (c0 & low) | (c1 << 32),
            pairs23 = (c2 & low) | (c3 << 32);
        // Lanes (0, 2) and (1, 3) of both: block by block in memory.
        var even = Avx2.UnpackLow(pairs01, pairs23);
        var odd = Avx2.UnpackHigh(pairs01, pairs23);
        even.GetLower().Store((ulong*)words);
        odd.GetLower().Store((ulong*)words + 2);
        even.GetUpper().Store((ulong*)words + 4);
        odd.GetUpper().Store((ulong*)words + 6);
    }
}
