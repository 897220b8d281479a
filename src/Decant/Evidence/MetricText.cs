using System.Globalization;
using System.Text;
using Decant.Runs;

namespace Decant.Evidence;

/// <summary>How the values of a metric are written for people: fractions in per cent, their differences in points.</summary>
internal static class MetricText
{
    private const string Fraction = "fraction";

    /// <summary>A level, such as <c>98.31 %</c> or <c>0.412 nats</c>.</summary>
    public static string Level(MetricFacts metric, double value) => WithUnit(metric, value, "%");

    /// <summary>A difference, such as <c>0.80 points</c> (hundredths of a fraction) or <c>0.012 nats</c>.</summary>
    public static string Difference(MetricFacts metric, double value) => WithUnit(metric, value, "points");

    /// <summary>The number alone; a true minus sign, so that a dash is never read as one.</summary>
    public static string Bare(MetricFacts metric, double value)
    {
        var text =
            metric.Unit == Fraction
                // F2, as tables write it: the custom format 0.00 rounds 98.125 to the other side.
                ? (value * 100).ToString("F2", CultureInfo.InvariantCulture)
                : value.ToString("0.0###", CultureInfo.InvariantCulture);
        // Rounding leaves "-0.00", which is no number that anyone measured.
        return text == "-0.00" || text == "-0.0" ? text[1..] : text.Replace('-', '−');
    }

    /// <summary>
    /// The metric's name in words: <c>negativeLogLikelihood</c> becomes <c>negative log likelihood</c>, <c>macroF1</c> becomes <c>macro
    /// F1</c>, <c>meanAveragePrecision50</c> becomes <c>mean average precision 50</c>.
    /// </summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]))
            {
                // A letter with a number is a symbol.
                var isSymbol = i + 1 < name.Length && char.IsAsciiDigit(name[i + 1]);
                words.Append(' ').Append(isSymbol ? name[i] : char.ToLowerInvariant(name[i]));
            }
            else
            {
                // A number after a word is one of its own: precision50.
                var begins = i > 0 && char.IsAsciiDigit(name[i]) && char.IsAsciiLetterLower(name[i - 1]);
                words.Append(begins ? " " : "").Append(name[i]);
            }
        }

        return words.ToString();
    }

    // A number without unit ends with itself.
    private static string WithUnit(MetricFacts metric, double value, string ofFraction) =>
        $"{Bare(metric, value)} {(metric.Unit == Fraction ? ofFraction : metric.Unit)}".TrimEnd();
}
