using System.Globalization;
using System.Text.RegularExpressions;

namespace Decant.Cli.Tests;

/// <summary>What a terminal shows of a program's output: the few codes that move the cursor or erase, as terminals read them.</summary>
/// <param name="width">Columns of the window.</param>
internal sealed partial class TerminalScreen(int width)
{
    private readonly List<char[]> _rows = [];
    private int _row;
    private int _column;

    /// <summary>What is on the screen in the end, without spaces at the ends of lines.</summary>
    public static string After(string output, int width)
    {
        var screen = new TerminalScreen(width);
        foreach (Match match in Code().Matches(output))
        {
            screen.Take(match);
        }

        return string.Join('\n', screen._rows.Select(row => new string(row).TrimEnd()));
    }

    private void Take(Match match)
    {
        switch (match.Value[0], match.Groups["end"].Value)
        {
            case ('\r', _):
                _column = 0;
                break;
            case ('\n', _):
                _row++;
                break;
            case (_, "A"):
                // ECMA-48, CUU: up by the number; one that is missing or 0 counts as 1.
                _row -= Math.Max(1, int.TryParse(match.Groups["number"].Value, CultureInfo.InvariantCulture, out var up) ? up : 1);
                break;
            case (_, "J"):
                Array.Fill(Row(), ' ', _column, width - _column);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case ('\u001b', "K"):
                Array.Fill(Row(), ' ');
                break;
            case ('\u001b', _):
                break;
            default:
                Write(match.Value[0]);
                break;
        }
    }

    private void Write(char letter)
    {
        if (_column == width)
        {
            (_row, _column) = (_row + 1, 0);
        }

        Row()[_column++] = letter;
    }

    private char[] Row()
    {
        while (_rows.Count <= _row)
        {
            _rows.Add(Enumerable.Repeat(' ', width).ToArray());
        }

        return _rows[_row];
    }

    [GeneratedRegex(@"\u001b\[(?<number>[?\d;]*)(?<end>[A-Za-z])|\u001b.|[^\u001b]", RegexOptions.Singleline)]
    private static partial Regex Code();
}
