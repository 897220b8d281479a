using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// Both networks' values, brought to unit vectors of equal width by trained linear maps, must find each other among all training samples:
/// noise-contrastive estimation against a memory of vectors. For the student's v and the teacher's bank, with x_k = e^(v·bank_k/τ)/Z, m
/// negatives and M samples: −mean over N of (ln x_own/(x_own + m/M) + Σ_k ln (m/M)/(x_k + m/M)); the same the other way round is added. Z
/// is the first batch's mean of e^(v·bank_k/τ) times M, one per direction, and then stays. A bank's vectors follow those seen: momentum·old
/// + (1 − momentum)·new, brought to length 1. Negatives are drawn anew in each step among all other samples, with replacement. Tian et al.
/// 2019, "Contrastive Representation Distillation", arXiv:1910.10699.
/// </summary>
public sealed record ContrastiveRepresentationLoss : HintPairLoss
{
    // In the logarithms, against ln 0.
    private const double Epsilon = 1e-7;

    private static readonly Option<int> s_features = Option.WholeNumber(
        "features",
        128,
        "Width of the vectors that are compared.",
        atLeast: 1,
        atMost: 65536,
        unit: "numbers"
    );
    private static readonly Option<int> s_negatives = Option.WholeNumber(
        "negatives",
        16384,
        "Other samples that each is held against in a step; at most all others.",
        atLeast: 1,
        atMost: 1_000_000,
        unit: "samples"
    );
    private static readonly Option<ScheduledNumber> s_temperature = ScheduledNumberOption.Of(
        "temperature",
        0.07,
        "Divides the cosines: the smaller, the sharper. No square of it multiplies the loss.",
        above: 0,
        atMost: 1000
    );
    private static readonly Option<double> s_momentum = Option.Number(
        "momentum",
        0.5,
        "The share of a remembered vector that stays when its sample is seen.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );

    /// <summary>The loss <c>crd</c>.</summary>
    public ContrastiveRepresentationLoss()
        : base(
            new LossFacts(
                "crd",
                "Each sample finds its own vector among a memory of all training samples.",
                "−mean_N (ln x/(x + m/M) + Σ ln (m/M)/(x + m/M)), both ways"
            )
            {
                Weight = 0.8,
                HasSquaredTemperature = false,
                Shapes = "student, teacher [N, D], or averaged to it; any widths",
                Paper = "Tian et al. 2019, arXiv:1910.10699",
                Published = "0.8 next to labels 1, 16384 negatives, τ = 0.07 (the authors' program, CIFAR-100)",
                Caution =
                    "The weight is for thousands of negatives and long trainings: in hundreds of steps on a "
                    + "thousand samples it drowns the labels, and the student ends below one that learns alone. "
                    + "With a tenth of it, or next to `soft-targets`, it gains there.",
            }
        ) { }

    /// <summary>Width of the vectors that are compared; at least 1, at most 65536.</summary>
    public int Features
    {
        get => Get(s_features);
        init => Values = Changed<int>(s_features, value);
    }

    /// <summary>Other samples that each is held against in a step; at most all others; at least 1, at most 1_000_000.</summary>
    public int Negatives
    {
        get => Get(s_negatives);
        init => Values = Changed<int>(s_negatives, value);
    }

    /// <summary>Divides the cosines: the smaller, the sharper. No square of it multiplies the loss; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>The share of a remembered vector that stays when its sample is seen; at least 0, below 1.</summary>
    public double Momentum
    {
        get => Get(s_momentum);
        init => Values = Changed<double>(s_momentum, value);
    }

    /// <inheritdoc/>
    public override bool NeedsSamples => true;

    /// <inheritdoc/>
    public override string? TrainedState => "it compares with vectors of all training samples, which it remembers from step to step";

    /// <inheritdoc/>
    public override long RememberedBytes(int samples) => 2L * samples * Features * sizeof(float);

    private protected override HintMatching Matching => new PooledMatching();

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var (count, features) = (signals.SampleCount, Features);
        var negatives = Math.Min(Negatives, count - 1);
        var own = signals.Samples!;
        var others = own.RandomIndices(signals.Step, negatives, count, new RandomStream(signals.Seed, $"{signals.Term}/negatives").Key);
        var temperature = signals.Number("temperature", Temperature);

        var v = new[] { signals.Linear("student", student, features).Unit(), signals.Linear("teacher", teacher, features).Unit() };
        var banks = new[] { new VectorBank(signals, "student-bank", features), new VectorBank(signals, "teacher-bank", features) };
        var loss = Contrast(signals, "student-scale", v[0], banks[1]) + Contrast(signals, "teacher-scale", v[1], banks[0]);
        banks[0].Remember(v[0], own, Momentum);
        banks[1].Remember(v[1], own, Momentum);
        return loss;

        Value Contrast(LossSignals term, string scale, Value vectors, VectorBank bank)
        {
            var similarities = vectors.MatMul(bank.Vectors.Transposed()) / temperature; // [N, M]
            var positive = similarities.GatherElements(own.Unsqueeze(1), axis: 1).Exp();
            var negative = similarities.GatherElements(others, axis: 1).Exp();
            var z = Normalizer(term, scale, positive, negative, negatives, count);
            var noise = (double)negatives / count;
            var (x, y) = (positive / z, negative / z);
            var lnPositive = (x / (x + (noise + Epsilon))).Log();
            var lnNegative = -(((y + (noise + Epsilon)) * (1 / noise)).Log());
            return -(lnPositive.ReduceSum([1]) + lnNegative.ReduceSum([1])).ReduceMean();
        }
    }

    // The mean of all N·(negatives + 1) numbers of the first batch, times M; 0 means "not known yet".
    private static Value Normalizer(LossSignals signals, string name, Value positive, Value negative, int negatives, int count)
    {
        var state = signals.State(name, Tensor.Scalar(0f));
        var mean = ((positive.ReduceMean() + (negative.ReduceMean() * negatives)) * (1.0 / (negatives + 1))).StopGradient();
        var z = state.IsGreaterThan(state.Constant(0)).Where(state, mean * count);
        signals.SetNext(state, z);
        return z;
    }
}
