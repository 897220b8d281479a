using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Losses.Hints;

/// <summary>
/// What a term trains alongside the student. First values come from the run's seed, the term's and the parameter's name alone.
/// </summary>
internal static class HintWeights
{
    /// <summary>
    /// Normally distributed with deviation √(1/inputs), as no rectifier follows (LeCun et al. 1998; He et al. 2015, arXiv:1502.01852).
    /// </summary>
    public static Value Weight(this LossSignals signals, string name, int inputs, params int[] dimensions)
    {
        var data = new Tensor(ElementType.Float32, dimensions);
        var (deviation, stream) = (Math.Sqrt(1.0 / inputs), new RandomStream(signals.Seed, $"init/{signals.Term}/{name}"));
        foreach (ref var weight in data.Span<float>())
        {
            weight = (float)(deviation * stream.NextNormal());
        }

        return signals.Parameter(name, data);
    }

    /// <summary>All of one value.</summary>
    public static Value Filled(this LossSignals signals, string name, float value, params int[] dimensions)
    {
        var data = new Tensor(ElementType.Float32, dimensions);
        data.Span<float>().Fill(value);
        return signals.Parameter(name, data);
    }

    /// <summary>A linear map of the last axis, with a bias: [N, D] to [N, units], or [N, T, D] to [N, T, units].</summary>
    public static Value Linear(this LossSignals signals, string name, Value x, int units)
    {
        var inputs = x.Shape[^1].Size;
        var (weight, bias) = (signals.Weight($"{name}.weight", inputs, units, inputs), signals.Filled($"{name}.bias", 0, units));
        return x.Shape.Rank == 2
            ? x.Linear(weight, bias)
            : x.Reshape(new Shape(x.Shape[0] * x.Shape[1], inputs)).Linear(weight, bias).Reshape(x.Shape.With(2, units));
    }
}
