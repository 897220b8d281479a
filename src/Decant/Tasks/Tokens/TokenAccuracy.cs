using Decant.Runs;

namespace Decant.Tasks.Tokens;

/// <summary>How many words got their own tag.</summary>
internal static class TokenAccuracy
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("wordAccuracy", MetricFacts.Fraction, true)
        {
            Title = "Accuracy of words",
            Meaning = "Share of the words that are given their own tag; most are in no span, so it is high by itself.",
        };
}
