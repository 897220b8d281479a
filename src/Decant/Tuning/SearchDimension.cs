using System.Globalization;
using Decant.Engine;

namespace Decant.Tuning;

/// <summary>
/// One setting that is searched: a range of numbers or a choice of values, written as on the command line:
/// <c>training.learning-rate=0.001..0.1</c>,
/// <c>student.width=16..64</c>, <c>losses.soft-targets.temperature=1|2|4|8</c>.
/// </summary>
internal sealed record SearchDimension
{
    // From a factor of so much on, a range is searched by factors, not by differences.
    private const double LeastFactor = 10;

    private SearchDimension() { }

    /// <summary>The setting's path in the recipe.</summary>
    public required string Path { get; init; }

    /// <summary>The path of a setting that becomes one minus this one's value; null for none.</summary>
    public string? Complement { get; init; }

    /// <summary>The values as YAML; empty for a range.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>The smallest number of a range.</summary>
    public double Low { get; private init; }

    /// <summary>The largest.</summary>
    public double High { get; private init; }

    /// <summary>Whether equal factors of a range are as far apart, as of learning rates; else equal differences.</summary>
    public bool IsLogarithmic { get; private init; }

    /// <summary>Whether its numbers are whole.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether it is a choice; places are then positions in <see cref="Choices"/>.</summary>
    public bool IsChoice => Choices.Count > 0;

    /// <summary>The last step of the path, for tables.</summary>
    public string ShortName => string.Join('.', Path.Split('.').TakeLast(2).Where(step => !step.All(char.IsAsciiDigit)));

    /// <summary>A range of numbers.</summary>
    public static SearchDimension Range(string path, double low, double high, bool isWhole = false) =>
        new()
        {
            Path = path,
            Low = low,
            High = high,
            IsWhole = isWhole,
            IsLogarithmic = low > 0 && high / low >= LeastFactor,
        };

    /// <summary>Understands <c>path=low..high</c> and <c>path=one|two|three</c>.</summary>
    /// <exception cref="DecantException">It is neither.</exception>
    public static SearchDimension Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var (path, values) = equals < 0 ? ("", argument) : (argument[..equals].Trim(), argument[(equals + 1)..].Trim());
        if (path.Length == 0 || values.Length == 0)
        {
            throw Malformed("a path, '=' and values");
        }

        if (path.Split('.')[^1] == "seed")
        {
            throw new DecantException(
                $"--search: received '{argument}'. A seed is no setting: the best of several is the luckiest. Search something else; "
                    + "--fresh-seeds says with how many seeds the best are tried again."
            );
        }

        if (values.Split("..") is [var from, var to])
        {
            return Number(from) is { } low && Number(to) is { } high && low < high
                ? Range(path, low, high, IsWholeNumber(from) && IsWholeNumber(to))
                : throw Malformed("two numbers, the smaller one first");
        }

        // A list or a section may have the sign in its own texts, but no choice begins or ends in one.
        var choices = values.Split('|', StringSplitOptions.TrimEntries);
        return choices.Length > 1 && choices.All(choice => choice.Length > 0)
            ? new SearchDimension { Path = path, Choices = choices }
            : throw Malformed("a range LOW..HIGH, or two or more values with | between them");

        DecantException Malformed(string expected) =>
            new(
                $"--search: expected {expected}, received '{argument}'. Write training.learning-rate=0.001..0.1 or "
                    + "losses.soft-targets.temperature=1|2|4|8."
            );
    }

    /// <summary>The changes of a recipe that a place means.</summary>
    /// <param name="place">From 0 to 1 in a range, or a position among the choices.</param>
    public IEnumerable<string> Changes(double place)
    {
        yield return $"{Path}={Text(place)}";
        if (Complement is not null)
        {
            yield return FormattableString.Invariant($"{Complement}={Rounded(1 - Value(place))}");
        }
    }

    /// <summary>The value at a place, as YAML.</summary>
    public string Text(double place) => IsChoice ? Choices[(int)place] : Rounded(Value(place)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The setting with its range or values, as it can be written: a search goes on only with the same.</summary>
    public override string ToString() =>
        IsChoice ? $"{Path}={string.Join('|', Choices)}" : FormattableString.Invariant($"{Path}={Low}..{High}{(IsWhole ? "" : ", real")}");

    /// <summary>The number at a place of a range.</summary>
    public double Value(double place)
    {
        var value = IsLogarithmic ? Low * Math.Pow(High / Low, place) : Low + ((High - Low) * place);
        return IsWhole ? Math.Clamp(Math.Round(value), Low, High) : value;
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static bool IsWholeNumber(string text) => text.Trim().TrimStart('-').All(char.IsAsciiDigit);
}
