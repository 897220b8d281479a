using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>The classes of texts: those of training, numbers by their size, words by their letters.</summary>
internal sealed class TextClasses
{
    private const int MostListed = 20;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private TextClasses(IReadOnlyList<string> names)
    {
        Names = names;
        foreach (var (place, name) in names.Index())
        {
            _places.Add(name, place);
        }
    }

    /// <summary>The names, in the order of the labels.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>No classes.</summary>
    public static TextClasses None { get; } = new([]);

    /// <summary>The classes that occur.</summary>
    public static TextClasses Of(IEnumerable<string> cells) =>
        new(Sorted(cells.Select(cell => cell.Trim()).Where(cell => cell.Length > 0)));

    /// <summary>The class of a cell; −1, with a problem noted, where it has none or one that training has not.</summary>
    public int Find(string cell, int line, TextProblems problems)
    {
        var name = cell.Trim();
        if (_places.TryGetValue(name, out var place))
        {
            return place;
        }

        problems.Add(
            line,
            name.Length == 0
                ? "the class is missing. Give it, or remove the line; texts without any class go under data.unlabelled."
                : $"{NearestName.Explain("class", Shortened(name), Names.Take(MostListed))}, the classes of training. Mend the cell, or name the "
                    + "column of the class with data.label."
        );
        return -1;
    }

    /// <summary>Different names, in order.</summary>
    public static IReadOnlyList<string> Sorted(IEnumerable<string> names)
    {
        var list = names.Distinct().ToList();
        return list.TrueForAll(name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? [.. list.OrderBy(name => long.Parse(name, CultureInfo.InvariantCulture))]
            : [.. list.Order(StringComparer.Ordinal)];
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
