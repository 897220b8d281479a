using System.Text.RegularExpressions;

namespace Decant.Tokenizers.Characters;

/// <summary>What is looked for in a text: the text itself, or a regular expression.</summary>
internal sealed class TextPattern
{
    private readonly string? _text;
    private readonly Regex? _expression;

    private TextPattern(string? text, Regex? expression) => (_text, _expression) = (text, expression);

    /// <summary>The text itself.</summary>
    public static TextPattern OfText(string text) => new(text, null);

    /// <summary>
    /// A regular expression, whose time is linear in the text's length; one that looks around cannot be so, and has a limit of time.
    /// </summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static TextPattern OfExpression(string expression)
    {
        try
        {
            return new TextPattern(null, new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (NotSupportedException)
        {
            return new TextPattern(null, new Regex(expression, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10)));
        }
    }

    /// <summary>The next match that is not empty.</summary>
    public bool Next(ReadOnlySpan<char> text, int from, out int begin, out int end)
    {
        (begin, end) = (0, 0);
        if (_text is not null)
        {
            var found = _text.Length == 0 ? -1 : text[from..].IndexOf(_text);
            (begin, end) = (from + found, from + found + _text.Length);
            return found >= 0;
        }
        foreach (var match in _expression!.EnumerateMatches(text, from))
        {
            if (match.Length > 0)
            {
                (begin, end) = (match.Index, match.Index + match.Length);
                return true;
            }
        }
        return false;
    }
}
