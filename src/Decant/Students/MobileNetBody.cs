using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>The convolutional part of mobile networks: its blocks as the papers' tables list them, and the maps that they make.</summary>
/// <param name="version">Which network.</param>
/// <param name="width">Factor on all channels.</param>
/// <param name="stride">Rows and columns of the input for each of the last map: 32 as in the papers, or less, by leaving out the first
/// halvings.</param>
internal sealed class MobileNetBody(MobileNetVersion version, double width, int stride)
{
    // Sandler et al. 2018, table 2: expansion t, channels c, repeats n, stride s.
    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] s_v2 =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];

    // Howard et al. 2019, table 2: kernel, inner channels, channels, squeeze-and-excite, hard swish, stride.
    private static readonly (int Kernel, int Inner, int Channels, bool Squeezes, bool Swishes, int Stride)[] s_v3Small =
    [
        (3, 16, 16, true, false, 2),
        (3, 72, 24, false, false, 2),
        (3, 88, 24, false, false, 1),
        (5, 96, 40, true, true, 2),
        (5, 240, 40, true, true, 1),
        (5, 240, 40, true, true, 1),
        (5, 120, 48, true, true, 1),
        (5, 144, 48, true, true, 1),
        (5, 288, 96, true, true, 2),
        (5, 576, 96, true, true, 1),
        (5, 576, 96, true, true, 1),
    ];

    private const int Halvings = 5;

    /// <summary>Channels times the width, a multiple of 8 and never less than nine tenths, as the authors' programs round.</summary>
    public int Scaled(double channels)
    {
        var wanted = channels * width;
        var rounded = Math.Max(8, (int)(wanted + 4) / 8 * 8);
        return rounded < 0.9 * wanted ? rounded + 8 : rounded;
    }

    /// <summary>The function after most convolutions: min(max(x, 0), 6), or hard swish.</summary>
    public Value Activate(Value x) => version == MobileNetVersion.V2 ? x.Clip(0, 6) : x.HardSwish();

    /// <summary>Adds the body and returns the last map of each size, the largest first.</summary>
    /// <param name="network">Where it is added.</param>
    /// <param name="input">[N, C, H, W].</param>
    public IReadOnlyList<Value> Maps(NetworkBuilder network, Value input)
    {
        // Of the five halvings the first go where less is wanted.
        var left = Halvings - (int)Math.Round(Math.Log2(stride));
        var x = network.Convolution(input, Scaled(version == MobileNetVersion.V2 ? 32 : 16), 3, StrideOf(2), "stem.convolution");
        x = network.Named(Activate(network.BatchNormalization(x, "stem.normalization")), "stem");
        var (maps, number) = (new List<Value>(), 0);
        foreach (var (block, own) in Blocks())
        {
            var step = StrideOf(own);
            if (step > 1)
            {
                maps.Add(x);
            }

            x = (block(x.Shape[1].Size) with { Stride = step }).Add(network, x, $"block{++number}");
        }

        maps.Add(x);
        return maps;

        int StrideOf(int paper) => paper == 2 && left-- <= 0 ? 2 : 1;
    }

    private IEnumerable<(Func<int, InvertedResidual> Of, int Stride)> Blocks()
    {
        if (version == MobileNetVersion.V2)
        {
            foreach (var (expansion, channels, repeats, first) in s_v2)
            {
                for (var k = 0; k < repeats; k++)
                {
                    yield return (inputs => new(3, inputs * expansion, Scaled(channels), 1, Activate), k == 0 ? first : 1);
                }
            }

            yield break;
        }

        foreach (var (kernel, inner, channels, squeezes, swishes, step) in s_v3Small)
        {
            var wide = Scaled(inner);
            var block = new InvertedResidual(
                kernel,
                wide,
                Scaled(channels),
                1,
                swishes ? Activate : x => x.Relu(),
                squeezes ? new MobileNetBody(version, 1, stride).Scaled(wide / 4.0) : 0
            );
            yield return (_ => block, step);
        }
    }
}
