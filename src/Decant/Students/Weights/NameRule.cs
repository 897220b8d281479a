using System.Globalization;
using System.Text.RegularExpressions;

namespace Decant.Students.Weights;

/// <summary>
/// How a layer is called elsewhere, and what it is called here. <c>{n}</c> means a number, <c>{n+1}</c> the one after it:
/// <c>layer{s}.{b}.conv{k}</c> is <c>stage{s}.block{b+1}.convolution{k}</c>.
/// </summary>
internal sealed partial class NameRule
{
    private readonly Regex _elsewhere;
    private readonly string _here;

    /// <summary>A line of an architecture's table.</summary>
    /// <param name="elsewhere">The layer's name elsewhere.</param>
    /// <param name="here">Its name here.</param>
    public NameRule(string elsewhere, string here)
    {
        var literals = NumberPlace().Split(elsewhere);
        // Split gives literals and the captured names in turn.
        var pattern = string.Concat(literals.Select((part, i) => i % 2 == 0 ? Regex.Escape(part) : $"(?<{part}>[0-9]{{1,6}})"));
        _elsewhere = new Regex($"^{pattern}$", RegexOptions.CultureInvariant);
        _here = here;
    }

    /// <summary>The layer's name here, or null where the rule is about another.</summary>
    public string? Translate(string layer)
    {
        var match = _elsewhere.Match(layer);
        return match.Success
            ? NumberOrNext()
                .Replace(_here, place =>
                    (Number(match.Groups[place.Groups[1].Value].Value) + (place.Groups[2].Success ? 1 : 0)).ToString(
                        CultureInfo.InvariantCulture
                    )
                )
            : null;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex NumberPlace();

    [GeneratedRegex(@"\{([a-z]+)(\+1)?\}")]
    private static partial Regex NumberOrNext();
}
