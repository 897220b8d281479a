using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over all elements of ½·((μ(F^s) − F^t)²/σ² + ln σ²), with σ² = softplus(ρ_c) + 10⁻⁵ for each channel: how well the teacher's value
/// can be predicted from the student's, and how sure that is. μ is the projection, here a trained linear map or 1×1 convolution also where
/// shapes are equal; ρ is trained too, and starts where σ² is 5. Ahn et al. 2019, "Variational Information Distillation for Knowledge
/// Transfer", arXiv:1904.05835.
/// </summary>
public sealed record VariationalInformationLoss : HintPairLoss
{
    private static readonly Option<ProjectionChoice> s_projection = HintProjection.Choice;
    private const double SmallestVariance = 1e-5;

    // softplus⁻¹(5 − 10⁻⁵)
    private static readonly float s_initial = (float)Math.Log(Math.Exp(5 - SmallestVariance) - 1);

    /// <summary>The loss <c>vid</c>.</summary>
    public VariationalInformationLoss()
        : base(
            new LossFacts(
                "vid",
                "The teacher's value predicted from the student's, with a trained variance for each channel.",
                "mean ½·((μ(F^s) − F^t)²/σ² + ln σ²), σ² = softplus(ρ_c) + 1e-5"
            )
            {
                Unit = "nats per element, less a constant",
                Shapes = "student, teacher [N, D], [N, T, D] or [N, C, H, W]; always projected",
                Paper = "Ahn et al. 2019, arXiv:1904.05835",
                Published = "1 next to labels 1 (Tian et al. 2019, CIFAR-100)",
            }
        ) { }

    /// <summary>Whether the student's value is projected to the teacher's shape by weights that are trained and never exported.</summary>
    public ProjectionChoice Projection
    {
        get => Get(s_projection);
        init => Values = Changed<ProjectionChoice>(s_projection, value);
    }

    /// <inheritdoc/>
    public override string? TrainedState => "the mean and the variance that it predicts are trained with the student";

    private protected override HintMatching Matching => new HintProjection(Projection, IsAlways: true);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var isImage = teacher.Shape.Rank == 4;
        var channels = teacher.Shape[isImage ? 1 : -1 + teacher.Shape.Rank].Size;
        var rho = signals.Filled("variance", s_initial, channels);
        var variance = rho.Softplus() + SmallestVariance;
        variance = isImage ? variance.Reshape(new Shape(channels, 1, 1)) : variance;
        var difference = student - teacher;
        return signals.MeanOverPlaces(((difference * difference) / variance) + variance.Log()) * 0.5;
    }
}
