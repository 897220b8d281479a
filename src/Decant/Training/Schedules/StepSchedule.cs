using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>decay^m, where m milestones have passed.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    internal static readonly Option<ValueList<double>> Milestones = Option.Numbers(
        "milestones",
        [0.5, 0.75],
        "When the learning rate falls, as shares of the whole training.",
        above: 0,
        below: 1,
        unit: "share"
    );
    internal static readonly Option<double> Decay = Option.Number(
        "decay",
        0.1,
        "Factor on the learning rate at each milestone.",
        above: 0,
        atMost: 1,
        unit: "factor"
    );

    /// <summary>The schedule <c>step</c>.</summary>
    public StepSchedule()
        : base("step", "Falls by a factor at milestones.", OptionSet.DeclaredIn(typeof(StepSchedule))) { }

    /// <inheritdoc/>
    public override double Share(double progress, OptionValues options) =>
        Math.Pow(options.Get(Decay), options.Get(Milestones).Count(milestone => progress >= milestone));
}
