using Decant.Losses;

namespace Decant.ControlArms;

/// <summary>
/// The student alone with smoothed labels: soft targets that know nothing of the sample. Smoothing 0.1 (Szegedy et al. 2016,
/// arXiv:1512.00567).
/// </summary>
internal sealed record LabelSmoothing : ControlArm
{
    private const double Smoothing = 0.1;

    /// <summary>The arm <c>label-smoothing</c>.</summary>
    public LabelSmoothing()
        : base(
            "label-smoothing",
            "The student alone with a tenth of each label spread over all classes (Szegedy et al. 2016, arXiv:1512.00567).",
            "Without teacher, smoothed labels",
            "smoothed"
        ) { }

    /// <inheritdoc/>
    public override string Words => "the student alone with smoothed labels";

    /// <inheritdoc/>
    public override (string Message, string Remedy)? Problem(ControlSetting setting) =>
        new LabelSmoothingLoss().Fits(setting.Task)
            ? null
            : ($"labels of task {setting.Task.Name} are no classes of samples, and cannot be smoothed", $"Remove '{Name}'.");

    /// <inheritdoc/>
    public override ControlTraining Training(ControlFacts facts) => new([.. facts.Terms.Select(Smoothed)], facts.Epochs, facts.Optimizer);

    private static DistillationLoss Smoothed(DistillationLoss term) =>
        term is HardLabelsLoss
            ? new LabelSmoothingLoss
            {
                Term = term.Term,
                Weight = term.Weight,
                Smoothing = Smoothing,
            }
            : term;
}
