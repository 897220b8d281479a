using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>decay^m, where m milestones have passed.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    private static readonly Option<ValueList<double>> s_milestones = Option.Numbers(
        "milestones",
        [0.5, 0.75],
        "When the learning rate falls, as shares of the whole training.",
        above: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<double> s_decay = Option.Number(
        "decay",
        0.1,
        "Factor on the learning rate at each milestone.",
        above: 0,
        atMost: 1,
        unit: "factor"
    );

    /// <summary>The schedule <c>step</c>.</summary>
    public StepSchedule()
        : base("step", "Falls by a factor at milestones.") { }

    /// <summary>When the learning rate falls, as shares of the whole training; above 0, below 1.</summary>
    public ValueList<double> Milestones
    {
        get => Get(s_milestones);
        init => Values = Changed(s_milestones, value);
    }

    /// <summary>Factor on the learning rate at each milestone; above 0, at most 1.</summary>
    public double Decay
    {
        get => Get(s_decay);
        init => Values = Changed<double>(s_decay, value);
    }

    /// <inheritdoc/>
    public override double Share(double progress) => Math.Pow(Decay, Milestones.Count(milestone => progress >= milestone));
}
