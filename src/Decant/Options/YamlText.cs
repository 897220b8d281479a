using System.Text.RegularExpressions;

namespace Decant.Options;

/// <summary>How values look in YAML, in one line.</summary>
internal static partial class YamlText
{
    /// <summary>The value in one line: <c>0.1</c>, <c>[800, 800]</c>, <c>{ mean: [0.5], std: [0.2] }</c>.</summary>
    public static string InLine(WrittenNode node) => node switch
    {
        WrittenScalar scalar => scalar.IsQuoted ? Quote(scalar.Text) : scalar.Text,
        WrittenList list => $"[{string.Join(", ", list.Items.Select(InLine))}]",
        WrittenMap { Entries.Count: 0 } => "{}",
        WrittenMap map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {InLine(entry.Value)}"))} }}",
        _ => throw new InvalidOperationException($"No YAML for {node.GetType().Name}."),
    };

    /// <summary>Whether a text, written without quotes, is read back as that text by any YAML reader.</summary>
    public static bool IsPlain(string text) => PlainText().IsMatch(text) && !WordWithAMeaning().IsMatch(text);

    // The double-quoted form; everything outside printable ASCII is escaped, so that the file is safe to paste anywhere.
    private static string Quote(string text) =>
        $"\"{string.Concat(text.Select(letter => letter switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            _ when char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u0085' or '\u00a0' or '\u2028' or '\u2029' or '\ufeff' => $"\\u{(int)letter:x4}",
            _ => letter.ToString(),
        }))}\"";

    [GeneratedRegex(@"^[A-Za-z_/.][A-Za-z0-9_./+-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();

    [GeneratedRegex(@"^(?:on|off|yes|no|y|n|true|false|null|none|auto|\.inf|\.nan|[0-9.+-]+(?:e[0-9+-]+)?)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WordWithAMeaning();
}
