using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>
/// A block of mobile networks: a 1×1 convolution widens, a depthwise one looks around, perhaps squeeze-and-excite weighs channels, a 1×1
/// convolution narrows without a rectifier; the input is added where it has the same shape. Sandler et al. 2018, arXiv:1801.04381;
/// Howard et
/// al. 2019, arXiv:1905.02244.
/// </summary>
/// <param name="Kernel">Rows and columns of the depthwise kernel, odd.</param>
/// <param name="Inner">Channels in the middle.</param>
/// <param name="Channels">Channels of the result.</param>
/// <param name="Stride">Rows and columns from one window to the next.</param>
/// <param name="Activation">The function after the first two convolutions.</param>
/// <param name="Squeeze">Channels of squeeze-and-excite; 0 for none.</param>
internal sealed record InvertedResidual(int Kernel, int Inner, int Channels, int Stride, Func<Value, Value> Activation, int Squeeze = 0)
{
    /// <summary>Adds the block.</summary>
    /// <param name="network">Where it is added.</param>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="name">The block's name.</param>
    public Value Add(NetworkBuilder network, Value x, string name)
    {
        var y = x;
        if (x.Shape[1].Size != Inner)
        {
            y = Activation(network.BatchNormalization(network.Convolution(y, Inner, 1, 1, $"{name}.widen"), $"{name}.widen.normalization"));
        }

        y = network.BatchNormalization(
            network.DepthwiseConvolution(y, Kernel, Stride, $"{name}.depthwise"),
            $"{name}.depthwise.normalization"
        );
        y = Activation(y);
        y = Squeeze > 0 ? SqueezeAndExcite.Add(network, y, Squeeze, $"{name}.squeeze") : y;
        y = network.BatchNormalization(network.Convolution(y, Channels, 1, 1, $"{name}.narrow"), $"{name}.narrow.normalization");
        return network.Named(Stride == 1 && x.Shape[1].Size == Channels ? x + y : y, name);
    }
}
