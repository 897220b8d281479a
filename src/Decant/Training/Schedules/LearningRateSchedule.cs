using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>How the learning rate changes over a training.</summary>
public abstract record LearningRateSchedule : Description
{
    private protected LearningRateSchedule(string name, string meaning, OptionSet options)
        : base(name, meaning, options) { }

    /// <summary>The share of the full learning rate that is used.</summary>
    /// <param name="progress">Share of the steps after the warm-up that are done, 0 to below 1.</param>
    /// <param name="options">The options of this schedule.</param>
    /// <returns>0 to 1.</returns>
    public abstract double Share(double progress, OptionValues options);
}
