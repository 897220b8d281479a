using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Losses.Hints;

/// <summary>A unit vector for every training sample, remembered from step to step. Wu et al. 2018, arXiv:1805.01978.</summary>
internal sealed class VectorBank
{
    private readonly LossSignals _signals;

    /// <param name="signals">The term that remembers.</param>
    /// <param name="name">What it is called inside the term.</param>
    /// <param name="features">D, width of the vectors.</param>
    public VectorBank(LossSignals signals, string name, int features)
    {
        var data = new Tensor(ElementType.Float32, signals.SampleCount, features);
        // Uniform between ±1/√(D/3): of length 1 on the mean.
        var (bound, stream) = (1 / Math.Sqrt(features / 3.0), new RandomStream(signals.Seed, $"init/{signals.Term}/{name}"));
        foreach (ref var number in data.Span<float>())
        {
            number = (float)stream.NextDouble(-bound, bound);
        }

        (_signals, Vectors) = (signals, signals.State(name, data));
    }

    /// <summary>[samples, D] before the step.</summary>
    public Value Vectors { get; }

    /// <summary>Lets the vectors of some samples follow: momentum·old + (1 − momentum)·new, brought to length 1.</summary>
    /// <param name="vectors">[N, D], the new ones.</param>
    /// <param name="samples">Int64 [N], whose they are.</param>
    /// <param name="momentum">The share of the old that stays, 0 to below 1.</param>
    public void Remember(Value vectors, Value samples, double momentum) =>
        _signals.SetNext(
            Vectors,
            Vectors.ScatterRows(samples, ((Vectors.Gather(samples) * momentum) + (vectors.StopGradient() * (1 - momentum))).Unit())
        );
}
