using Decant.Engine;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>Types of columns that a recipe states.</summary>
internal static class CsvTypes
{
    /// <summary>Reads them.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="stated">Such as <c>zip: category, when: date</c>; null for none.</param>
    /// <returns>The types by the places of their columns.</returns>
    /// <exception cref="DecantException">A column or a type is unknown.</exception>
    public static IReadOnlyDictionary<int, TableColumnKind> Of(CsvTable train, string? stated)
    {
        var types = new Dictionary<int, TableColumnKind>();
        foreach (var entry in CsvReading.Names(stated))
        {
            var colon = entry.LastIndexOf(':');
            var word = entry[(colon + 1)..].Trim();
            if (colon < 1)
            {
                throw new DecantException(
                    $"data.types: expected 'column: type' for each column, received '{entry}'. Write '{entry}: category'."
                );
            }

            var kinds = Enum.GetValues<TableColumnKind>();
            string[] words = [.. kinds.Select(kind => kind.ToString().ToLowerInvariant())];
            types[train.Find(entry[..colon].Trim(), "types")] = Array.IndexOf(words, word) is >= 0 and var place
                ? kinds[place]
                : throw new DecantException($"data.types, column {entry[..colon].Trim()}: {NearestName.Explain("type", word, words)}.");
        }

        return types;
    }
}
