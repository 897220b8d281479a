using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Decant.Reporting;

/// <summary>
/// A piece of HTML or SVG. It is written as an interpolated string whose literal parts are markup and whose holes are
/// encoded, so that a class name can never become an element: <c>Markup.Of($"&lt;td&gt;{name}&lt;/td&gt;")</c>. The text
/// is well-formed XML as well, which is how tests check it.
/// </summary>
internal sealed class Markup
{
    private readonly string _text;

    private Markup(string text) => _text = text;

    public static Markup Empty { get; } = new("");

    /// <summary>Literal parts as they are, holes encoded.</summary>
    public static Markup Of(Handler markup) => new(markup.ToString());

    /// <summary>The program's own constant, such as a style sheet; never anything from outside.</summary>
    public static Markup Constant(string markup) => new(markup);

    /// <summary>One piece per item.</summary>
    public static Markup Each<T>(IEnumerable<T> items, Func<T, Markup> piece) =>
        new(string.Concat(items.Select(item => piece(item)._text)));

    public override string ToString() => _text;

    /// <summary>What the compiler turns an interpolated string into.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Handler
    {
        // Coordinates: a hundredth of a pixel is finer than any screen.
        private const string Coordinate = "0.##";

        private readonly StringBuilder _text;

        public Handler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 8));

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Markup piece) => _text.Append(piece._text);

        public void AppendFormatted(string? text) => Encode(text ?? "");

        public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(double number, string format = Coordinate)
        {
            var text = number.ToString(format, CultureInfo.InvariantCulture);
            _text.Append(text == "-0" ? "0" : text);
        }

        public override string ToString() => _text.ToString();

        private void Encode(string text)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                _ = rune.Value switch
                {
                    '&' => _text.Append("&amp;"),
                    '<' => _text.Append("&lt;"),
                    '>' => _text.Append("&gt;"),
                    '"' => _text.Append("&quot;"),
                    '\'' => _text.Append("&#39;"),
                    // Neither XML nor HTML has a way to write the control characters.
                    < ' ' and not ('\n' or '\t') or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => _text.Append('\uFFFD'),
                    _ => _text.Append(rune.ToString()),
                };
            }
        }
    }
}
