using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>When a training that no longer improves on validation is ended, and its best epoch taken.</summary>
public sealed record EarlyStoppingSettings : Settings, ISettings
{
    private static readonly Option<int> s_patience = Option.WholeNumber(
        "patience",
        10,
        "Epochs without improvement that are waited for.",
        atLeast: 1,
        atMost: 100_000,
        unit: "epochs"
    );
    private static readonly Option<string> s_metric = Option.Word(
        "metric",
        null,
        TaskVocabulary.DecidingMetrics,
        "The metric on validation that decides; unset, the task's main metric.",
        unset: "main"
    );
    private static readonly Option<double> s_smallestGain = Option.Number(
        "smallest-gain",
        0,
        "What counts as an improvement, in the metric's own unit.",
        atLeast: 0
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(EarlyStoppingSettings));

    /// <summary>The option that a number alone is for.</summary>
    internal static Option ShortForm => s_patience;

    /// <summary>Epochs without improvement that are waited for; 1 or more.</summary>
    public int Patience
    {
        get => Get(s_patience);
        init => Values = Changed<int>(s_patience, value);
    }

    /// <summary>
    /// Name of the metric on validation that decides, as in <see cref="Runs.MetricFacts.Word"/>; null for the task's main metric. A task of
    /// one's own may have metrics that no recipe file can name.
    /// </summary>
    public string? Metric
    {
        get => Values.Find(s_metric);
        init => Values = value is null ? Values.Without(s_metric) : Values.Holding(s_metric, value);
    }

    /// <summary>What counts as an improvement, in the metric's own unit; 0 or more.</summary>
    public double SmallestGain
    {
        get => Get(s_smallestGain);
        init => Values = Changed<double>(s_smallestGain, value);
    }
}
