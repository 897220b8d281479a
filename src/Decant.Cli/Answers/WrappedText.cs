namespace Decant.Cli.Answers;

/// <summary>Text broken into lines that are easy to read, whatever the width of the window.</summary>
internal static class WrappedText
{
    private const int Width = 100;

    /// <summary>The lines, broken between words.</summary>
    /// <param name="text">Words with single spaces.</param>
    /// <param name="indent">Columns that are taken already; not part of the lines.</param>
    public static IEnumerable<string> Lines(string text, int indent)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > Width)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        yield return line;
    }

    /// <summary>The lines as one text, each behind its indent.</summary>
    public static string Of(string text, int indent) => string.Concat(Lines(text, indent).Select(line => $"{new string(' ', indent)}{line}\n"));
}
