using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Students;

/// <summary>
/// Adds layers with initial weights to a graph. Every layer has a name; its values and parameters begin with it, so hints can refer to
/// them and two networks can be compared layer by layer. Initial weights come from the run's seed and the parameter's name alone.
/// </summary>
/// <param name="graph">The graph that grows.</param>
/// <param name="seed">The run's seed.</param>
public sealed class NetworkBuilder(Graph graph, ulong seed)
{
    /// <summary>The graph that grows.</summary>
    public Graph Graph => graph;

    /// <summary>A fully connected layer: [N, D] to [N, units].</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="units">Width of the result.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="isHead">Whether no rectifier follows: the gain is then 1 instead of √2.</param>
    public Value Linear(Value x, int units, string name, bool isHead = false)
    {
        var inputs = x.Shape[1].Size;
        var weight = Normal($"{name}.weight", isHead ? 1 : 2, inputs, units, inputs);
        return Named(x.Linear(weight, Constant($"{name}.bias", 0, units)), name);
    }

    /// <summary>
    /// A square convolution, without bias where normalisation follows: [N, C, H, W] to [N, channels, H/stride, W/stride].
    /// </summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="kernel">Rows and columns of the kernel, odd.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="isHead">Whether it answers: it has a bias then, and no rectifier follows, so the gain is 1 by its inputs.</param>
    public Value Convolution(Value x, int channels, int kernel, int stride, string name, bool isHead = false)
    {
        var inputs = x.Shape[1].Size;
        // He et al. 2015, arXiv:1502.01852: deviation √(2/n) with n = kernel²·output channels keeps gradients' size.
        var weight = Normal(
            $"{name}.weight",
            isHead ? 1 : 2,
            kernel * kernel * (isHead ? inputs : channels),
            channels,
            inputs,
            kernel,
            kernel
        );
        var bias = isHead ? Constant($"{name}.bias", 0, channels) : null;
        return Named(x.Conv(weight, bias, Window.Square(kernel, stride, kernel / 2)), name);
    }

    /// <summary>Batch normalisation with scale 1 and bias 0.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="name">The layer's name.</param>
    public Value BatchNormalization(Value x, string name)
    {
        var channels = x.Shape[1].Size;
        return Named(
            x.BatchNormalization(
                Constant($"{name}.scale", 1, channels),
                Constant($"{name}.bias", 0, channels),
                State($"{name}.mean", 0, channels),
                State($"{name}.variance", 1, channels)
            ),
            name
        );
    }

    /// <summary>Gives a value the name that hints and exports know it by.</summary>
    public Value Named(Value value, string name) => graph.Rename(value, name);

    // He et al. 2015, arXiv:1502.01852: normal with deviation √(gain/n).
    private Value Normal(string name, double gain, int n, params int[] dimensions)
    {
        var data = new Tensor(ElementType.Float32, dimensions);
        var deviation = Math.Sqrt(gain / n);
        var stream = new RandomStream(seed, $"init/{name}");
        foreach (ref var weight in data.Span<float>())
        {
            weight = (float)(deviation * stream.NextNormal());
        }

        return graph.AddParameter(name, data);
    }

    private Value Constant(string name, float value, int count) => graph.AddParameter(name, Filled(value, count));

    private Value State(string name, float value, int count) => graph.AddInitializer(name, Filled(value, count));

    private static Tensor Filled(float value, int count)
    {
        var data = new Tensor(ElementType.Float32, count);
        data.Span<float>().Fill(value);
        return data;
    }
}
