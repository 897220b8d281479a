using System.Globalization;

namespace Decant.Tables;

/// <summary>How a table writes its numbers, and what it writes where there is none.</summary>
internal sealed record TableNotation
{
    /// <summary>What is written for a missing value where nothing else is said; letters count in either case.</summary>
    public static IReadOnlyList<string> UsualMissingTexts { get; } = ["?", "NA", "N/A", "NaN", "null", "-"];

    /// <summary>The character between whole number and decimals: a point or a comma.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>
    /// The character between groups of three digits; null where there are no groups. A space means no-break spaces too, an apostrophe for
    /// the typographic one.
    /// </summary>
    public char? Thousands { get; init; }

    /// <summary>Texts that mean a missing value, besides the empty one; letters count in either case.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = UsualMissingTexts;

    /// <summary>Whether a text means that there is no value.</summary>
    /// <param name="text">Without spaces around it.</param>
    public bool IsMissing(string text) => text.Length == 0 || MissingTexts.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a number.</summary>
    /// <param name="text">Without spaces around it.</param>
    /// <param name="number">The number; it may be infinite.</param>
    public bool TryNumber(string text, out double number)
    {
        var plain = Thousands is { } group && HasGroups(text, group) ? string.Concat(text.Where(letter => !IsGroup(letter, group))) : text;
        if (Decimal != '.')
        {
            // A point is no decimal sign here.
            plain = plain.Contains('.') ? "" : plain.Replace(Decimal, '.');
        }

        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    // One to three digits, then groups of exactly three, then decimals: 1,5 is no number of groups.
    private bool HasGroups(string text, char group)
    {
        var whole = text.AsSpan().TrimStart("+-");
        var end = whole.IndexOfAny(Decimal, 'e', 'E');
        whole = end >= 0 ? whole[..end] : whole;
        var (sinceGroup, groups) = (0, 0);
        foreach (var letter in whole)
        {
            if (IsGroup(letter, group))
            {
                if (groups == 0 ? sinceGroup is 0 or > 3 : sinceGroup != 3)
                {
                    return false;
                }

                (sinceGroup, groups) = (0, groups + 1);
            }
            else if (char.IsAsciiDigit(letter))
            {
                sinceGroup++;
            }
            else
            {
                return false;
            }
        }

        return groups > 0 && sinceGroup == 3;
    }

    private static bool IsGroup(char letter, char group) =>
        letter == group
        || group switch
        {
            ' ' => letter is '\u00a0' or '\u202f' or '\u2009',
            '\'' => letter is '\u2019',
            _ => false,
        };
}
