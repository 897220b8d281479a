using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>How the learning rate changes over a training.</summary>
public abstract record LearningRateSchedule : Description
{
    /// <summary>A schedule. Its options are those that its type holds in static fields.</summary>
    /// <param name="name">The word in the recipe.</param>
    /// <param name="meaning">What it is, in one sentence.</param>
    protected LearningRateSchedule(string name, string meaning)
        : base(name, meaning) { }

    /// <summary>The share of the full learning rate that is used.</summary>
    /// <param name="progress">Share of the steps after the warm-up that are done, 0 to below 1.</param>
    /// <returns>0 to 1.</returns>
    public abstract double Share(double progress);
}
