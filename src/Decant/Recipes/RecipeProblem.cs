using System.Globalization;
using System.Text;

namespace Decant.Recipes;

/// <summary>One thing that is wrong with a recipe.</summary>
/// <param name="Line">Line in the file, from 1; 0 where it is on the command line or nowhere.</param>
/// <param name="Column">Column in that line, from 1.</param>
/// <param name="Path">The option's full name, such as <c>training.epochs</c>; empty for the file as a whole.</param>
/// <param name="Message">What was expected and what came.</param>
/// <param name="Remedy">The way out.</param>
internal sealed record RecipeProblem(int Line, int Column, string Path, string Message, string Remedy)
{
    private const int WidestLine = 120;

    /// <summary>The line, or the command-line argument, that the problem is in; null where there is none.</summary>
    public string? Excerpt { get; init; }

    /// <summary>The option of the command line that the excerpt was given to.</summary>
    public string Option { get; init; } = "--set";

    /// <summary>Characters of the excerpt that are wrong; 1 or more.</summary>
    public int Length { get; init; } = 1;

    /// <summary>Where the line begins when it is shown: the file and place, or the command line.</summary>
    /// <param name="file">The recipe's name.</param>
    public string Describe(string file)
    {
        var where =
            Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file}:{Line}:{Column}")
            : Excerpt is null ? file
            : Option;
        var text = new StringBuilder($"{where}: {(Path.Length == 0 ? "" : $"{Path}: ")}{Message}.\n");
        if (Excerpt is not null)
        {
            var (shown, start) = Window(Excerpt, Math.Max(0, Column - 1));
            var margin = Line > 0 ? Line.ToString(CultureInfo.InvariantCulture) : Option;
            var carets = Math.Clamp(Length, 1, Math.Max(1, shown.Length - start));
            text.Append($"  {margin} | {shown}\n  {new string(' ', margin.Length)} | {new string(' ', start)}{new string('^', carets)}\n");
        }

        return text.Append($"    {Remedy}").ToString();
    }

    // A line of a minified file is shown around the caret only.
    private static (string Shown, int Start) Window(string line, int start)
    {
        start = Math.Min(start, line.Length);
        var printable = string.Concat(line.Select(letter => char.IsControl(letter) ? ' ' : letter));
        if (line.Length <= WidestLine)
        {
            return (printable.TrimEnd(), start);
        }

        var from = Math.Clamp(start - (WidestLine / 2), 0, line.Length - WidestLine);
        return (printable.Substring(from, WidestLine), start - from);
    }
}
