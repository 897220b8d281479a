using Decant.Options;

namespace Decant.Recipes;

/// <summary>How inputs are brought to mean 0 and deviation 1 inside the student's graph.</summary>
public sealed record Normalization : Settings, ISettings
{
    private static readonly Option<ValueList<double>> s_mean = Option.Numbers(
        "mean",
        null,
        "What is subtracted from each channel or column; one number is for all."
    );
    private static readonly Option<ValueList<double>> s_deviation = Option.Numbers(
        "std",
        null,
        "What each channel or column is divided by; one number is for all.",
        above: 0
    );

    /// <summary>Mean and deviation of the training samples.</summary>
    public static Normalization Auto { get; } = new();

    /// <summary>Inputs as they are.</summary>
    public static Normalization None { get; } = new() { Mean = [0], Deviation = [1] };

    /// <inheritdoc/>
    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(Normalization));

    /// <summary>Whether mean and deviation are those of the training samples.</summary>
    public bool IsAuto => Mean is null;

    /// <summary>What is subtracted from each channel or column, or one number for all; null where the training samples say.</summary>
    public ValueList<double>? Mean
    {
        get => Values.Find(s_mean);
        init => Values = Changed(s_mean, value);
    }

    /// <summary>What each channel or column is divided by, or one number for all; null where the training samples say.</summary>
    public ValueList<double>? Deviation
    {
        get => Values.Find(s_deviation);
        init => Values = Changed(s_deviation, value);
    }

    static void ISettings.Check(SettingsCheck check)
    {
        var (mean, deviation) = (check.Values.Find(s_mean), check.Values.Find(s_deviation));
        if (mean is not null && deviation is not null && mean.Count != deviation.Count)
        {
            check.Report(
                s_deviation.Key,
                $"expected as many numbers as in mean ({mean.Count}), received {deviation.Count}",
                "Give one of each per channel, or one of each for all."
            );
        }
    }
}
