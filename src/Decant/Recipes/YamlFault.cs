using System.Buffers;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// Finds the place of a text that its parser gave up on: a bracket, brace or quote that is not closed, or closes another.
/// </summary>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="Remedy">The way out.</param>
internal sealed record YamlFault(Place Place, string Message, string Remedy)
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    /// <summary>Looks for the first such place; null where brackets and quotes are sound.</summary>
    public static YamlFault? Find(string text)
    {
        var open = new Stack<(char Sign, int Line, int Column)>();
        string[] lines = text.Split('\n');
        (char Sign, int Line, int Column)? quote = null;
        for (var line = 0; line < lines.Length; line++)
        {
            // Within brackets a key at the beginning of a line is the next section: they were closed too late.
            if (quote is null && open.Count > 0 && KeyAtStart(lines[line]) is { } key)
            {
                return Unclosed(open.Peek(), $" before line {line + 1}, where '{key}:' begins");
            }

            var isStart = true;
            for (var column = 0; column < lines[line].Length; column++)
            {
                var sign = lines[line][column];
                if (quote is { } opened)
                {
                    if (sign == '\\' && opened.Sign == '"')
                    {
                        column++;
                    }
                    else if (sign == opened.Sign)
                    {
                        (quote, isStart) = (null, false);
                    }
                }
                else if (sign == '#' && (column == 0 || char.IsWhiteSpace(lines[line][column - 1])))
                {
                    break;
                }
                else if (isStart && (sign is '\'' or '"'))
                {
                    quote = (sign, line, column);
                }
                else if ((sign is '[' or '{') && (isStart || open.Count > 0))
                {
                    isStart = true;
                    open.Push((sign, line, column));
                }
                else if ((sign is ']' or '}') && open.Count > 0)
                {
                    var last = open.Pop();
                    if (Closing(last.Sign) != sign)
                    {
                        return new YamlFault(
                            At(line, column),
                            $"expected '{Closing(last.Sign)}' for the '{last.Sign}' of line {last.Line + 1}, column "
                                + $"{last.Column + 1}, received '{sign}'",
                            $"Close with '{Closing(last.Sign)}' first."
                        );
                    }

                    isStart = false;
                }
                else if (!char.IsWhiteSpace(sign))
                {
                    isStart = sign is ',' or '-' or ':';
                }
            }
        }

        return quote is { } begun
                ? new YamlFault(
                    At(begun.Line, begun.Column),
                    $"the quote {begun.Sign} is not closed",
                    $"Write a second {begun.Sign} where the text ends."
                )
            : open.Count > 0 ? Unclosed(open.Peek(), "")
            : null;
    }

    private static YamlFault Unclosed((char Sign, int Line, int Column) open, string where) =>
        new(At(open.Line, open.Column), $"the '{open.Sign}' is not closed{where}", $"Write '{Closing(open.Sign)}' where it ends.");

    private static string? KeyAtStart(string line)
    {
        var colon = line.IndexOf(':');
        return
            colon > 0
            && line.AsSpan(0, colon).IndexOfAnyExcept(Letters) < 0
            && (colon == line.TrimEnd().Length - 1 || line[colon + 1] == ' ')
            ? line[..colon]
            : null;
    }

    private static char Closing(char sign) => sign == '[' ? ']' : '}';

    private static Place At(int line, int column) => new(line + 1, column + 1, 1);
}
