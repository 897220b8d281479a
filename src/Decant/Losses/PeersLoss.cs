using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Mutual learning: networks like the student, each with other initial weights, learn together with it and from one another, without a
/// teacher. Mean over the other peers of T²·mean_N Σ_C p·(ln p − ln q), with p of the peer, which gets no gradient from it. Zhang et al.
/// 2017, arXiv:1706.00384.
/// </summary>
public sealed record PeersLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);
    private static readonly Option<int> s_count = Option.WholeNumber(
        "count",
        2,
        "Networks that learn together, the student included.",
        atLeast: 2,
        atMost: 16,
        unit: "networks"
    );

    /// <summary>The loss <c>peers</c>.</summary>
    public PeersLoss()
        : base(
            new LossFacts(
                "peers",
                "What networks like the student, learning together with it, answer: mutual learning.",
                "mean over peers of T²·mean_N Σ_C p·(ln p − ln q), p the peer's"
            )
            {
                HasSquaredTemperature = true,
                Shapes = "student, peers [N, C]",
                Paper = "Zhang et al. 2017, arXiv:1706.00384",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>Networks that learn together, the student included; at least 2, at most 16.</summary>
    public int Count
    {
        get => Get(s_count);
        init => Values = Changed<int>(s_count, value);
    }

    /// <inheritdoc/>
    public override LossGroup Group => LossGroup.Schemes;

    /// <inheritdoc/>
    public override string TrainedState => "its other networks are trained next to the student";

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        if (signals.PeerLogits.Count == 0)
        {
            throw new DecantException(
                $"{Name}: expected networks that learn next to the student, and there are none here. Use it as a term of the main stage."
            );
        }

        var scale = signals.Scale(signals.Number("temperature", Temperature));
        var sum = signals
            .PeerLogits.Select(peer => scale.DivergenceOfLogits(peer.StopGradient(), signals.StudentLogits))
            .Aggregate((total, next) => total + next);
        return sum * (1.0 / signals.PeerLogits.Count);
    }
}
