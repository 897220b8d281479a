namespace Decant.Training.Schedules;

/// <summary>The full learning rate all the time.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <summary>The schedule <c>constant</c>.</summary>
    public ConstantSchedule()
        : base("constant", "Stays as it is.") { }

    /// <inheritdoc/>
    public override double Share(double progress) => 1;
}
