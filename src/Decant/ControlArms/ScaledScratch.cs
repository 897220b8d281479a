using System.Globalization;

namespace Decant.ControlArms;

/// <summary>
/// The student alone, whose steps are as long as those of the distilled student: learning rate · mean ‖g_distilled‖ / mean ‖g_alone‖, means
/// over the first epoch. A sum of terms that is only larger acts as a larger learning rate, and that is no teacher.
/// </summary>
internal sealed record ScaledScratch : ControlArm
{
    private const double MostLearningRate = 100;

    /// <summary>The arm <c>scaled-scratch</c>.</summary>
    public ScaledScratch()
        : base(
            "scaled-scratch",
            "The student alone with gradients of the same size as the distilled student's: a larger loss is no teacher.",
            "Without teacher, same gradient size",
            "scaled"
        ) { }

    /// <inheritdoc/>
    public override string Words => "the student alone with gradients of the same size";

    /// <inheritdoc/>
    public override (string Message, string Remedy)? Problem(ControlSetting setting) =>
        setting.Optimizer.IgnoresScale
            ? (
                $"optimizer {setting.Optimizer.Name} divides by the size of the gradient, so a larger loss changes nothing and "
                    + $"{Name} would be scratch once more",
                $"Remove '{Name}', or train with sgd."
            )
        : !setting.Arms.Contains("scratch")
            ? ($"{Name} scales by the gradients of scratch, which is not among the arms", "Add 'scratch' to compare.arms.")
        : null;

    /// <inheritdoc/>
    public override ControlTraining Training(ControlFacts facts)
    {
        var (ratio, rate) = (facts.GradientRatio ?? 1, facts.Optimizer.LearningRate);
        var scaled = Math.Min(rate * ratio, MostLearningRate);
        return new(facts.Terms, facts.Epochs, facts.Optimizer with { LearningRate = scaled })
        {
            Note = facts.GradientRatio is null
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name}: in the first epoch the distilled student's gradients were {ratio:0.00} times as large as those of the "
                        + $"student alone, so this arm learns at {scaled:0.####} and not at {rate:0.####}."
                ),
        };
    }
}
