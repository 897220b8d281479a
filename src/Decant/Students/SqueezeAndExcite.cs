using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>
/// Weighs channels by what the whole image shows: y = x·h(W₂·relu(W₁·mean(x) + b₁) + b₂), h the hard sigmoid max(0, min(1, x/6 + ½)).
/// Hu et al. 2017, arXiv:1709.01507; the hard sigmoid of Howard et al. 2019, arXiv:1905.02244, section 5.2.
/// </summary>
internal static class SqueezeAndExcite
{
    /// <summary>Adds it. Its two layers are 1×1 convolutions on an image of one pixel, as elsewhere.</summary>
    /// <param name="network">Where it is added.</param>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="channels">Width between the two layers.</param>
    /// <param name="name">The layers' name.</param>
    public static Value Add(NetworkBuilder network, Value x, int channels, string name)
    {
        var y = network.Convolution(x.GlobalAveragePool(), channels, kernel: 1, stride: 1, $"{name}.reduce", isHead: true).Relu();
        y = network.Convolution(y, x.Shape[1].Size, kernel: 1, stride: 1, $"{name}.expand", isHead: true);
        return x * y.HardSigmoid();
    }

    /// <summary>max(0, min(1, x/6 + ½)).</summary>
    public static Value HardSigmoid(this Value x) => ((x / 6) + 0.5).Clip(0, 1);

    /// <summary>x·max(0, min(1, x/6 + ½)), "hard swish" (Howard et al. 2019).</summary>
    public static Value HardSwish(this Value x) => x * x.HardSigmoid();
}
