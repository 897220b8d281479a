using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>The schedules of the learning rate that a recipe can name.</summary>
internal static class LearningRateSchedules
{
    /// <summary>All of them.</summary>
    public static Catalogue<LearningRateSchedule> All { get; } =
        new("schedule", new CosineSchedule(), new LinearSchedule(), new StepSchedule(), new ConstantSchedule())
        {
            NamesElsewhere = new Dictionary<string, string>
            {
                ["polynomial"] = "linear",
                ["multistep"] = "step",
                ["none"] = "constant",
                ["flat"] = "constant",
            },
        };
}
