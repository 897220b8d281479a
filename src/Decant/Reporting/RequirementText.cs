using System.Globalization;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>Requirements in words, the same on the terminal, in the report and for pipelines.</summary>
internal static class RequirementText
{
    /// <summary>What was asked for, such as <c>at least 0.97</c>.</summary>
    public static string Asked(RequirementResult requirement) =>
        $"{(requirement.IsAtLeast ? "at least" : "at most")} {Amount(requirement, requirement.Bound)}";

    /// <summary>What was measured, such as <c>97.31 %</c>.</summary>
    public static string Measured(RequirementResult requirement) =>
        requirement.Measured is { } value ? Amount(requirement, value) : "not measured";

    /// <summary>Whether it is met, in a word or two.</summary>
    public static string Met(RequirementResult requirement) => requirement.IsMet ? "met" : "not met";

    private static string Amount(RequirementResult requirement, double value) =>
        requirement.Unit switch
        {
            RequirementResult.Seconds => Quantity.Latency(TimeSpan.FromSeconds(value)),
            RequirementResult.Bytes => Quantity.Bytes((long)value),
            MetricFacts.Fraction => (100 * value).ToString("0.00##", CultureInfo.InvariantCulture) + " %",
            var unit => $"{value.ToString("0.####", CultureInfo.InvariantCulture)} {unit}".TrimEnd(),
        };
}
