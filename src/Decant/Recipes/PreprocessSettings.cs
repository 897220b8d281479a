using Decant.Adoption;
using Decant.Options;
using Decant.Students;

namespace Decant.Recipes;

/// <summary>What a network from elsewhere wants done to its inputs: (range·x − mean)/std, with pixels x from 0 to 1.</summary>
public sealed record PreprocessSettings : Settings, ISettings
{
    private static readonly Option<double> s_range = Option.Number(
        "range",
        1,
        "What white is: 1, or 255 where the network reads bytes.",
        above: 0
    );
    private static readonly Option<ValueList<double>> s_mean = Option.Numbers(
        "mean",
        [0.0],
        "What is subtracted from each channel or column, in units of the range; one number is for all."
    );
    private static readonly Option<ValueList<double>> s_deviation = Option.Numbers(
        "std",
        [1.0],
        "What each channel or column is divided by then; one number is for all.",
        above: 0
    );

    private static readonly Option<string> s_channels = Option.Word(
        "channels",
        "rgb",
        ["rgb", "bgr"],
        "The order in which the network reads three channels; with bgr, mean and std are in that order, too."
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(PreprocessSettings));

    /// <summary>What white is.</summary>
    public double Range
    {
        get => Get(s_range);
        init => Values = Changed<double>(s_range, value);
    }

    /// <summary>What is subtracted from each channel or column, or one number for all.</summary>
    public ValueList<double> Mean
    {
        get => Get(s_mean);
        init => Values = Changed(s_mean, value);
    }

    /// <summary>What each channel or column is divided by, or one number for all.</summary>
    public ValueList<double> Deviation
    {
        get => Get(s_deviation);
        init => Values = Changed(s_deviation, value);
    }

    /// <summary>The order in which the network reads three channels: <c>rgb</c> or <c>bgr</c>.</summary>
    public string Channels
    {
        get => Get(s_channels);
        init => Values = Changed(s_channels, value);
    }

    /// <summary>The same for those who do it.</summary>
    internal Preprocessing Preprocessing => new(Range, new InputScaling([.. Mean], [.. Deviation])) { IsBgr = Channels == "bgr" };

    static void ISettings.Check(SettingsCheck check)
    {
        if (
            check.Values.TryGet(s_mean, out var mean)
            && check.Values.TryGet(s_deviation, out var deviation)
            && mean!.Count != deviation!.Count
            && mean.Count > 1
            && deviation.Count > 1
        )
        {
            check.Report(
                s_deviation.Key,
                $"expected as many numbers as in mean ({mean.Count}), received {deviation.Count}",
                "Give one of each per channel, or one of each for all."
            );
        }
    }
}
