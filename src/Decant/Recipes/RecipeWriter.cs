using System.Text;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>Writes recipes as YAML that <see cref="RecipeReader"/> reads back to an equal recipe.</summary>
internal static class RecipeWriter
{
    private const int WidestLine = 100;

    /// <summary>The effective recipe: every option with its value, defaults included.</summary>
    public static string Write(Recipe recipe) => Write(recipe.Written);

    /// <summary>A tree as YAML: sections as blocks, what lies deeper in one line where it fits.</summary>
    internal static string Write(WrittenMap root)
    {
        var text = new StringBuilder();
        WriteMap(text, root, 0);
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, WrittenMap map, int indent)
    {
        foreach (var entry in map.Entries)
        {
            WriteEntry(text, entry, indent, new string(' ', indent));
        }
    }

    private static void WriteEntry(StringBuilder text, WrittenEntry entry, int indent, string lead)
    {
        var inLine = $"{lead}{Key(entry.Key)}: {YamlText.InLine(entry.Value)}";
        var isSection = indent == 0 && entry.Value is WrittenMap { Entries.Count: > 0 } or WrittenList { Items: [WrittenMap, ..] };
        var fits =
            inLine.Length <= WidestLine
            || entry.Value is WrittenScalar or WrittenMap { Entries.Count: 0 } or WrittenList { Items.Count: 0 };
        if (fits && !isSection)
        {
            text.Append(inLine).Append(entry.Comment is null ? "\n" : $"  # {entry.Comment}\n");
            return;
        }

        if (entry.Comment is not null)
        {
            text.Append(new string(' ', indent)).Append("# ").Append(entry.Comment).Append('\n');
        }

        text.Append(lead).Append(Key(entry.Key)).Append(":\n");
        if (entry.Value is WrittenMap map)
        {
            WriteMap(text, map, indent + 2);
            return;
        }

        foreach (var item in ((WrittenList)entry.Value).Items)
        {
            if (item is WrittenMap { Entries: [var only] })
            {
                WriteEntry(text, only, indent + 6, $"{new string(' ', indent + 2)}- ");
            }
            else
            {
                text.Append(new string(' ', indent + 2)).Append("- ").Append(YamlText.InLine(item)).Append('\n');
            }
        }
    }

    private static string Key(string key) => YamlText.InLine(new WrittenScalar(key, default, !YamlText.IsPlain(key)));
}
