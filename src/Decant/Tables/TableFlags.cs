namespace Decant.Tables;

/// <summary>Words for yes and no; letters count in either case.</summary>
internal static class TableFlags
{
    private static readonly (string Yes, string No)[] s_pairs =
    [
        ("true", "false"),
        ("yes", "no"),
        ("t", "f"),
        ("y", "n"),
        ("1", "0"),
        ("ja", "nein"),
        ("oui", "non"),
    ];

    /// <summary>Whether all of some words are of one pair.</summary>
    /// <param name="words">Words without spaces around them, one or more.</param>
    public static bool Hold(IReadOnlyCollection<string> words) =>
        s_pairs.Any(pair => words.All(word => Is(word, pair.Yes) || Is(word, pair.No)));

    /// <summary>Reads a word: 1 for yes, 0 for no.</summary>
    public static bool TryRead(string word, out double number)
    {
        number = s_pairs.Any(pair => Is(word, pair.Yes)) ? 1 : 0;
        return number == 1 || s_pairs.Any(pair => Is(word, pair.No));
    }

    private static bool Is(string word, string known) => string.Equals(word, known, StringComparison.OrdinalIgnoreCase);
}
