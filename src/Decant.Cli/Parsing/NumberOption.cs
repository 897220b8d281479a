using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Decant.Cli.Parsing;

/// <summary>Options whose value is a number within bounds.</summary>
internal static class NumberOption
{
    /// <summary>A whole number that may be left out.</summary>
    public static Option<int?> Whole(string name, int least, int most, string meaning) =>
        new(name)
        {
            HelpName = "N",
            Description = meaning,
            CustomParser = result =>
                int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least
                && number <= most
                    ? number
                    : Refuse<int?>(result, name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")),
        };

    /// <summary>A number that may be left out.</summary>
    public static Option<double?> Real(string name, double least, double most, string meaning) =>
        new(name)
        {
            HelpName = "X",
            Description = meaning,
            CustomParser = result =>
                double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= least
                && number <= most
                    ? number
                    : Refuse<double?>(result, name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}")),
        };

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name}: expected {expected}, received '{Text(result)}'.");
        return default;
    }
}
