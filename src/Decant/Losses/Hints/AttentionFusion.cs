using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// Joins an image of the student with what came from deeper layers: x = norm(1×1 convolution of the image); where something is deeper, y =
/// that, resized to x's size, and two attention maps a, b = σ(1×1 convolution of [x, y]) make x·a + y·b. That, resized to the teacher's
/// size, is passed on; a 3×3 convolution and normalisation make the image that is compared. Sizes are changed to the nearest pixel;
/// normalisation takes the batch's statistics. Chen et al. 2021, arXiv:2104.09044, section 3.2.
/// </summary>
internal static class AttentionFusion
{
    /// <summary>Adds one fusion to the graph.</summary>
    /// <param name="signals">The term that trains it.</param>
    /// <param name="name">What its parameters are called.</param>
    /// <param name="image">[N, C, H, W] of the student.</param>
    /// <param name="deeper">[N, width, h, w] from the layer below; null for the deepest.</param>
    /// <param name="width">Channels inside.</param>
    /// <param name="target">The teacher's shape.</param>
    /// <returns>What is compared, in the teacher's shape, and what is passed on.</returns>
    public static (Value Fused, Value PassedOn) Build(LossSignals signals, string name, Value image, Value? deeper, int width, Shape target)
    {
        var x = Normalized(signals, $"{name}.narrow", Convolution(signals, $"{name}.narrow", image, width, kernel: 1));
        if (deeper is not null)
        {
            var y = deeper.Nearest(x.Shape[2].Size, x.Shape[3].Size);
            var attention = (
                Convolution(signals, $"{name}.attention", new[] { x, y }.Concat(1), 2, kernel: 1)
                + signals.Filled($"{name}.attention.bias", 0, 2, 1, 1)
            ).Sigmoid();
            x = (x * attention.Slice(1, 0, 1)) + (y * attention.Slice(1, 1, 2));
        }

        x = x.Nearest(target[2].Size, target[3].Size);
        return (Normalized(signals, $"{name}.wide", Convolution(signals, $"{name}.wide", x, target[1].Size, kernel: 3)), x);
    }

    private static Value Convolution(LossSignals signals, string name, Value x, int channels, int kernel)
    {
        var inputs = x.Shape[1].Size;
        return x.Conv(
            signals.Weight($"{name}.weight", kernel * kernel * inputs, channels, inputs, kernel, kernel),
            null,
            Window.Square(kernel, 1, kernel / 2)
        );
    }

    // The running statistics are of no use to a layer that is never exported, so only the batch's are taken.
    private static Value Normalized(LossSignals signals, string name, Value x)
    {
        var channels = x.Shape[1].Size;
        var (scale, bias) = (signals.Filled($"{name}.scale", 1, channels), signals.Filled($"{name}.bias", 0, channels));
        return signals
            .Graph.AddNode(
                new BatchNormalizationTraining(Epsilon: 1e-5, Momentum: 1),
                [x, scale, bias, scale.StopGradient(), bias.StopGradient()]
            )
            .Outputs[0];
    }
}
