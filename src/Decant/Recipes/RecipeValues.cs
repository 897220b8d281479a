using System.Globalization;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// Every effective value of a recipe that can change a result, by its path, such as <c>training.epochs</c>; the terms of a list are
/// numbered.
/// </summary>
internal static class RecipeValues
{
    /// <summary>Path → value as YAML.</summary>
    public static IReadOnlyDictionary<string, string> Of(Recipe recipe)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(values, "", recipe.Written);
        return values;
    }

    private static void Add(SortedDictionary<string, string> values, string path, WrittenNode node)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        switch (node)
        {
            case WrittenMap map:
                foreach (var entry in map.Entries.Where(entry => entry.ChangesResult))
                {
                    Add(values, prefix + entry.Key, entry.Value);
                }

                break;
            case WrittenList list when list.Items.Any(item => item is WrittenMap):
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Add(values, prefix + (i + 1).ToString(CultureInfo.InvariantCulture), list.Items[i]);
                }

                break;
            default:
                values[path] = YamlText.InLine(node);
                break;
        }
    }
}
