using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Kernels;

/// <summary>Numbers to try kernels on: normally distributed, decided by the seed.</summary>
internal static class Sample
{
    public static double[] Doubles(long count, ulong seed)
    {
        var stream = new RandomStream(seed, "kernel tests");
        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)stream.NextNormal();
        }

        return values;
    }

    /// <summary>The same numbers in native memory.</summary>
    public static Tensor Floats(double[] values) => Tensor.From<float>(Array.ConvertAll(values, value => (float)value));

    public static Tensor Floats(long count, ulong seed) => Floats(Doubles(count, seed));

    /// <summary>NCHW to channels-last.</summary>
    public static double[] ChannelsLast(double[] values, int n, int c, int h, int w)
    {
        var moved = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (sample, channel, pixel) = (i / (c * h * w), i / (h * w) % c, i % (h * w));
            moved[(((sample * h * w) + pixel) * c) + channel] = values[i];
        }

        return moved;
    }
}
