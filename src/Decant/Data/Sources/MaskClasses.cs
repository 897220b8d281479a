using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// What the numbers or colours of label images mean: classes in order, by their number or their colour, and those that do not count.
/// </summary>
/// <param name="Names">The classes in order.</param>
/// <param name="Colours">The colour of each, 0xRRGGBB; null where a class is its number.</param>
/// <param name="Voids">Numbers, or colours as 0xRRGGBB where there are colours, of pixels that do not count.</param>
internal sealed record MaskClasses(IReadOnlyList<string> Names, IReadOnlyList<int>? Colours, IReadOnlySet<int> Voids)
{
    /// <summary>Most classes: a pixel is a byte, and 255 is void.</summary>
    public const int Most = 255;

    /// <summary>What is kept of a pixel that does not count.</summary>
    public const byte Void = 255;

    private readonly Dictionary<int, byte> _byColour = Colours
        ?.Select((colour, c) => (colour, c))
        .ToDictionary(pair => pair.colour, pair => (byte)pair.c)
        ?? [];

    /// <summary>The class of a number or colour; null where it is none of them.</summary>
    public byte? Of(int value) =>
        Voids.Contains(value) ? Void
        : Colours is null
            ? value >= 0 && value < Names.Count ? (byte)value
                : null
        : _byColour.TryGetValue(value, out var known) ? known
        : null;

    /// <summary>How a number or colour is written.</summary>
    public string Text(int value) => Colours is null ? value.ToString(CultureInfo.InvariantCulture) : ColourText(value);

    /// <summary>A colour as people write it.</summary>
    public static string ColourText(int colour) => string.Create(CultureInfo.InvariantCulture, $"#{colour:x6}");

    /// <summary>
    /// Understands what a recipe says: names in order, each with a colour or none with one (<c>sky #808080, road #804080</c>).
    /// </summary>
    /// <param name="classes">The names, separated by commas.</param>
    /// <param name="voids">Numbers, colours or names of what does not count, separated by commas; null for none.</param>
    /// <exception cref="DecantException">It cannot be understood.</exception>
    public static MaskClasses Parse(string classes, string? voids)
    {
        var entries = Parts(classes).Select(Entry).ToList();
        if (entries.Count > 0 && entries.Any(entry => entry.Colour is null) && entries.Any(entry => entry.Colour is not null))
        {
            throw new DecantException(
                "data.classes: some classes have a colour and others have none. Give each one, as in sky #808080, or none: a class is then "
                    + "the number of its place, from 0."
            );
        }

        return Of(
            [.. entries.Select(entry => entry.Name)],
            entries.Count > 0 && entries[0].Colour is not null ? [.. entries.Select(entry => entry.Colour!.Value)] : null,
            voids
        );
    }

    /// <summary>Classes by name, with their colours or none.</summary>
    /// <param name="names">The names in order, those that are void too.</param>
    /// <param name="colours">Their colours; null where each is its number.</param>
    /// <param name="voids">Numbers, colours or names of what does not count, separated by commas; null for none.</param>
    /// <exception cref="DecantException">A name or colour comes twice, or there are too few or too many.</exception>
    public static MaskClasses Of(IReadOnlyList<string> names, IReadOnlyList<int>? colours, string? voids)
    {
        RefuseTwice(names, "the class");
        RefuseTwice(colours?.Select(ColourText) ?? [], "the colour");
        var (nothing, kept) = (new HashSet<int>(), Enumerable.Range(0, names.Count).ToList());
        foreach (var word in Parts(voids ?? ""))
        {
            if (
                names.Index().FirstOrDefault(entry => string.Equals(entry.Item, word, StringComparison.OrdinalIgnoreCase)) is
                { Item: not null } named
            )
            {
                nothing.Add(colours?[named.Index] ?? named.Index);
                if (colours is null && named.Index != names.Count - 1)
                {
                    throw new DecantException(
                        $"data.void: '{word}' is class {named.Index}, and classes after it have larger numbers. Leave "
                            + $"it out of data.classes "
                            + "only if it is the last; else give void as a number that no class has."
                    );
                }

                kept.Remove(named.Index);
            }
            else if (Colour(word) is { } colour && colours is not null)
            {
                nothing.Add(colour);
            }
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && colours is null)
            {
                nothing.Add(number);
            }
            else
            {
                throw new DecantException(
                    $"data.void: expected {(colours is null ? "a number" : "a colour as in #000000")} or the name of "
                        + $"a class, received '{word}'."
                );
            }
        }

        return kept.Count is >= 2 and <= Most
            ? new MaskClasses([.. kept.Select(c => names[c])], colours is null ? null : [.. kept.Select(c => colours[c])], nothing)
            : throw new DecantException($"data.classes: expected 2 to {Most} classes that count, received {kept.Count}.");
    }

    /// <summary>A colour: <c>#804080</c>, or three numbers as in <c>128 64 128</c>; null where it is none.</summary>
    public static int? Colour(string text)
    {
        if (text is ['#', .. var digits] && digits.Length == 6)
        {
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var colour) ? colour : null;
        }

        var numbers = text.Trim('[', ']', '(', ')').Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return numbers.Length == 3 && numbers.All(number => byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? numbers.Aggregate(0, (sum, number) => (sum << 8) | byte.Parse(number, CultureInfo.InvariantCulture))
            : null;
    }

    private static (string Name, int? Colour) Entry(string text)
    {
        var sign = text.LastIndexOf('#');
        return sign > 0
            ? (
                text[..sign].TrimEnd(' ', ':'),
                Colour(text[sign..])
                    ?? throw new DecantException($"data.classes: expected a colour as in #804080, received '{text[sign..]}' of '{text}'.")
            )
            : (text, null);
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void RefuseTwice(IEnumerable<string> texts, string what)
    {
        if (texts.GroupBy(text => text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DecantException($"data.classes: {what} {twice.Key} comes {twice.Count()} times. Give each once.");
        }
    }
}
