using System.Globalization;

namespace Decant.Tokenizers.Characters;

/// <summary>The table <c>unicode.txt</c>: sets as ranges, maps as pairs, all in hexadecimal.</summary>
internal sealed class CodePointTable
{
    private const int Page = 256;
    private static readonly CodePointSet[] s_empty = new CodePointSet[Page];
    private readonly CodePointSet[][] _pages = new CodePointSet[0x110000 / Page][];

    private CodePointTable() => Array.Fill(_pages, s_empty);

    public Dictionary<int, int[]> Lower { get; } = [];

    public Dictionary<int, int[]> Canonical { get; } = [];

    public Dictionary<int, int[]> Compatible { get; } = [];

    public Dictionary<(int First, int Second), int> Compositions { get; } = [];

    public Dictionary<int, int> Classes { get; } = [];

    public CodePointSet Sets(int codePoint) => _pages[codePoint / Page][codePoint % Page];

    public static CodePointTable Load()
    {
        var table = new CodePointTable();
        using var stream = typeof(CodePointTable).Assembly.GetManifestResourceStream("Decant.Tokenizers.unicode.txt")!;
        using var reader = new StreamReader(stream);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                section = line[1..^1];
            }
            else if (!line.StartsWith('#'))
            {
                table.Take(section, line);
            }
        }
        return table;
    }

    private void Take(string section, string line)
    {
        if (Enum.TryParse<CodePointSet>(section, true, out var set))
        {
            foreach (var range in line.Split(' '))
            {
                var (first, last) = Range(range);
                for (var code = first; code <= last; code++)
                {
                    var page = _pages[code / Page];
                    if (page == s_empty)
                    {
                        page = _pages[code / Page] = new CodePointSet[Page];
                    }
                    page[code % Page] |= set;
                }
            }
            return;
        }
        foreach (var entry in line.Split(';'))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            var (from, to) = (entry[..equals], entry[(equals + 1)..]);
            switch (section)
            {
                case "lower":
                    Lower[Number(from)] = Numbers(to);
                    break;
                case "canonical":
                    Canonical[Number(from)] = Numbers(to);
                    break;
                case "compatible":
                    Compatible[Number(from)] = Numbers(to);
                    break;
                case "compositions":
                    var pair = Numbers(from);
                    Compositions[(pair[0], pair[1])] = Number(to);
                    break;
                default:
                    var (first, last) = Range(from);
                    for (var code = first; code <= last; code++)
                    {
                        Classes[code] = Number(to);
                    }
                    break;
            }
        }
    }

    private static (int First, int Last) Range(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (Number(text), Number(text)) : (Number(text[..dash]), Number(text[(dash + 1)..]));
    }

    private static int[] Numbers(string text) => [.. text.Split(' ').Select(Number)];

    private static int Number(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
