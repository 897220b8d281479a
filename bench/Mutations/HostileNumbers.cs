using Decant.Engine.Randomness;

namespace Decant.Mutations.Bench;

/// <summary>Whole numbers at and beyond the edges of what sizes, axes, counts and places may be.</summary>
internal static class HostileNumbers
{
    private static readonly long[] s_edges =
    [
        0,
        1,
        -1,
        2,
        3,
        -2,
        5,
        7,
        63,
        64,
        65,
        255,
        1000,
        65_535,
        100_000,
        1 << 20,
        1 << 24,
        1 << 28,
        1 << 30,
        int.MaxValue - 1,
        int.MaxValue,
        int.MinValue,
        1L << 31,
        1L << 32,
        1L << 33,
        1L << 40,
        1L << 62,
        long.MaxValue - 1,
        long.MaxValue,
        long.MinValue,
        long.MinValue + 1,
    ];

    /// <summary>One of them.</summary>
    public static long Next(ref RandomStream stream) => s_edges[stream.NextInt32(s_edges.Length)];

    /// <summary>One of them, or what was there a little larger or smaller.</summary>
    public static long Near(ref RandomStream stream, long number) =>
        stream.NextInt32(3) switch
        {
            0 => unchecked(number + stream.NextInt32(5) - 2),
            1 => unchecked(number * (2 + stream.NextInt32(1000))),
            _ => Next(ref stream),
        };

    /// <summary>A number that is no use as a scale, a bound or an epsilon.</summary>
    public static float NextFloat(ref RandomStream stream) =>
        stream.NextInt32(8) switch
        {
            0 => float.NaN,
            1 => float.PositiveInfinity,
            2 => float.NegativeInfinity,
            3 => 0,
            4 => float.MaxValue,
            5 => float.Epsilon,
            6 => -1,
            _ => 1e9f,
        };
}
