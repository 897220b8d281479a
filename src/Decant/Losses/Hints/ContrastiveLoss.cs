using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over N of −ln softmax_j(cos(s_n, t_j)/τ)_n: among the teacher's vectors of the batch, each sample finds its own (InfoNCE; van den
/// Oord et al.
/// 2018, arXiv:1807.03748). The temperature τ divides cosines, not logits: there is no factor τ².
/// </summary>
public sealed record ContrastiveLoss : HintPairLoss
{
    private static readonly Option<ProjectionChoice> s_projection = HintProjection.Choice;
    private static readonly Option<ScheduledNumber> s_temperature = ScheduledNumberOption.Of(
        "temperature",
        0.1,
        "Divides the cosines, which lie between −1 and 1: the smaller, the sharper. No square of it multiplies the loss.",
        above: 0,
        atMost: 1000
    );

    /// <summary>The loss <c>contrastive</c>.</summary>
    public ContrastiveLoss()
        : base(
            new LossFacts(
                "contrastive",
                "Each sample finds its own among the teacher's vectors of the batch.",
                "mean_N −ln softmax_j(cos(s_n, t_j)/τ)_n"
            )
            {
                HasSquaredTemperature = false,
                Shapes = "student, teacher [N, D], or averaged to it; projected where widths differ",
                Paper = "van den Oord et al. 2018, arXiv:1807.03748",
            }
        ) { }

    /// <summary>Whether the student's value is projected to the teacher's shape by weights that are trained and never exported.</summary>
    public ProjectionChoice Projection
    {
        get => Get(s_projection);
        init => Values = Changed<ProjectionChoice>(s_projection, value);
    }

    /// <summary>
    /// Divides the cosines, which lie between −1 and 1: the smaller, the sharper. No square of it multiplies the loss; above 0, at most
    /// 1000.
    /// </summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    private protected override HintMatching Matching => new HintProjection(Projection);

    private protected override int FewestSamples => 2;

    private protected override string? Silence(Shape teacher) => HintVectors.SilenceOf(teacher);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var temperature = signals.Number("temperature", Temperature);
        var (s, t) = (signals.PooledVector(student).Unit(), signals.PooledVector(teacher).Unit());
        var own = (s * t).ReduceSum([1]) / temperature;
        var all = s.MatMul(t.Transposed()) / temperature;
        // ln Σ_j e^x_j is x − ln softmax(x) in every column.
        return ((all - all.LogSoftmax()).ReduceMean([1]) - own).ReduceMean();
    }
}
