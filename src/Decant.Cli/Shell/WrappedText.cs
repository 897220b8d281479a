using Decant.Reporting;

namespace Decant.Cli.Shell;

/// <summary>Text broken into lines between its words, never between a number and its unit.</summary>
internal static class WrappedText
{
    private const char NoBreak = '\u00A0';

    /// <summary>The lines, broken between words.</summary>
    /// <param name="text">Words with single spaces.</param>
    /// <param name="indent">Columns that are taken already; not part of the lines.</param>
    /// <param name="width">Columns that there are: <see cref="Terminal.TextWidth"/>.</param>
    public static IEnumerable<string> Lines(string text, int indent, int width)
    {
        var line = "";
        foreach (var word in Quantity.Unbroken(text).Split(' '))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > width)
            {
                yield return line.Replace(NoBreak, ' ');
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        yield return line.Replace(NoBreak, ' ');
    }

    /// <summary>The lines as one text, each after its indent.</summary>
    public static string Of(string text, int indent, int width) =>
        string.Concat(Lines(text, indent, width).Select(line => $"{new string(' ', indent)}{line}\n"));
}
