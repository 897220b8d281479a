using System.Globalization;
using System.Text;
using Decant.Runs;

namespace Decant.Reporting.Snippets;

/// <summary>What comes from outside, as a piece of code: a name never ends its quotes, and a remark never its line.</summary>
internal static class CodeText
{
    /// <summary>A text in double quotes, which C#, Python and JavaScript read as that text.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\u2028' or '\u2029' => quoted.Append(Code(letter)),
                _ when char.IsControl(letter) => quoted.Append(Code(letter)),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A text within a line.</summary>
    public static string InLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));

    /// <summary>The shape of one sample's input: a letter is a size that the caller chooses, here 1.</summary>
    public static string OneSample(ModelPort input) =>
        string.Join(", ", input.Shape.Select(size => size.Length > 0 && size.All(char.IsAsciiDigit) ? size : "1"));

    private static string Code(char letter) => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture);
}
