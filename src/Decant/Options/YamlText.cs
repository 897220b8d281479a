using System.Text;
using System.Text.RegularExpressions;

namespace Decant.Options;

/// <summary>How values look in YAML, in one line.</summary>
internal static partial class YamlText
{
    /// <summary>The value in one line: <c>0.1</c>, <c>[800, 800]</c>, <c>{ mean: [0.5], std: [0.2] }</c>.</summary>
    public static string InLine(WrittenNode node) =>
        node switch
        {
            WrittenScalar scalar => scalar.IsQuoted ? Quote(scalar.Text) : scalar.Text,
            WrittenList list => $"[{string.Join(", ", list.Items.Select(InLine))}]",
            WrittenMap { Entries.Count: 0 } => "{}",
            WrittenMap map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {InLine(entry.Value)}"))} }}",
            _ => throw new InvalidOperationException($"No YAML for {node.GetType().Name}."),
        };

    /// <summary>Whether a text, written without quotes, is read back as that text by any YAML reader.</summary>
    public static bool IsPlain(string text) => PlainText().IsMatch(text) && !WordWithAMeaning().IsMatch(text);

    // The double-quoted form; what a YAML reader may take for a line's end, or cannot show, is escaped.
    private static string Quote(string text) => $"\"{string.Concat(text.EnumerateRunes().Select(Escape))}\"";

    private static string Escape(Rune letter) =>
        letter.Value switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            > 0xffff => $"\\U{letter.Value:x8}",
            0xa0 or 0x2028 or 0x2029 or 0xfeff => $"\\u{letter.Value:x4}",
            _ => Rune.IsControl(letter) ? $"\\u{letter.Value:x4}" : letter.ToString(),
        };

    [GeneratedRegex(@"^[A-Za-z_/.][A-Za-z0-9_./+-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();

    [GeneratedRegex(
        @"^(?:on|off|yes|no|y|n|true|false|null|none|auto|\.inf|\.nan|[0-9.+-]+(?:e[0-9+-]+)?)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex WordWithAMeaning();
}
