using System.Text.RegularExpressions;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Texts as words with a tag each: a word in a line, its tag in the last column, an empty line after each text.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Texts">Words and tags of each text, and the line of the first word.</param>
/// <param name="WasConverted">Whether ends and single words had tags of their own (BIOES), which became those of BIO.</param>
internal sealed partial record ConllTable(string File, IReadOnlyList<(string[] Words, string[] Tags, int Line)> Texts, bool WasConverted)
{
    private const string Document = "-DOCSTART-";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or compressed with gzip, perhaps in an archive.</param>
    /// <param name="needsTags">Whether every word must have a tag; a word alone has the tag O otherwise.</param>
    /// <exception cref="DecantException">A word has no tag, a tag is none of BIO, or lines are no UTF-8; all problems are in the
    /// message.</exception>
    public static ConllTable Read(string path, bool needsTags)
    {
        var problems = new TextProblems(path);
        var lines = TextLines.Read(path, problems);
        var (texts, words, tags, first, wasConverted) = (
            new List<(string[] Words, string[] Tags, int Line)>(),
            new List<string>(),
            new List<string>(),
            1,
            false
        );
        foreach (var (place, line) in lines.Index())
        {
            var cells = Cells(line);
            if (cells.Length == 0 || cells[0] == Document)
            {
                End();
                first = place + 2;
                continue;
            }

            if (cells.Length < 2 && needsTags)
            {
                problems.Add(
                    place + 1,
                    $"expected a word, a tab or blank, and its tag, received '{Shortened(line)}'. Give the word its tag."
                );
            }

            var tag = cells.Length < 2 || !needsTags ? "O" : cells[^1];
            if (!Tag().IsMatch(tag))
            {
                problems.Add(
                    place + 1,
                    $"expected O, or B- or I- and a kind such as B-person, received '{Shortened(tag)}'. The tag is the last column."
                );
            }

            wasConverted |= tag.Length > 1 && tag[0] is 'E' or 'S' or 'L' or 'U';
            words.Add(cells[0]);
            tags.Add(tag.Length < 2 ? tag : $"{(tag[0] is 'B' or 'S' or 'U' ? 'B' : 'I')}{tag[1..]}");
        }

        End();
        problems.Throw();
        return texts.Count > 0
            ? new ConllTable(path, texts, wasConverted)
            : throw new DecantException($"Texts '{path}': there is no word. Export the texts again, or name another file.");

        void End()
        {
            if (words.Count > 0)
            {
                texts.Add(([.. words], [.. tags], first));
                words.Clear();
                tags.Clear();
            }
        }
    }

    /// <summary>Whether lines look like words with tags.</summary>
    public static bool LooksLike(IEnumerable<string> lines)
    {
        var rows = lines.Select(Cells).Where(cells => cells.Length > 0 && cells[0] != Document).ToList();
        return rows.Count > 1 && rows.TrueForAll(cells => cells.Length > 1 && Tag().IsMatch(cells[^1]));
    }

    // A word between tabs may have blanks inside.
    private static string[] Cells(string line) =>
        string.IsNullOrWhiteSpace(line) ? []
        : line.Contains('\t') ? line.Split('\t', StringSplitOptions.TrimEntries)
        : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    [GeneratedRegex("^(O|[BIESLU]-.+)$")]
    private static partial Regex Tag();
}
