using System.Globalization;

namespace Decant.Tokenizers.Formats;

/// <summary>The pieces of a vocabulary and their numbers, each number once.</summary>
internal static class VocabularySection
{
    /// <summary>Reads an object of pieces and numbers.</summary>
    public static Dictionary<string, int> Read(JsonPlace place)
    {
        var pieces = new Dictionary<string, int>();
        foreach (var (piece, number) in place.Entries())
        {
            if (!pieces.TryAdd(piece, number.Whole()))
            {
                throw place.Refuse("a map that has each piece once", $"one with '{piece}' twice");
            }
        }
        Check(place, pieces);
        return pieces;
    }

    /// <summary>The number of a piece that the model needs.</summary>
    public static int Piece(JsonPlace model, Dictionary<string, int> pieces, string piece) =>
        pieces.TryGetValue(piece, out var id)
            ? id
            : throw model.Refuse($"a model whose vocabulary has '{piece}'", "one without it", "Add this piece to the vocabulary.");

    private static void Check(JsonPlace place, Dictionary<string, int> pieces)
    {
        if (pieces.Count == 0)
        {
            throw place.Refuse("a map of pieces and numbers", "empty");
        }
        // A table of embeddings has a row for every number up to the largest.
        var most = Math.Min(int.MaxValue, 4L * pieces.Count + 100_000);
        var owners = new Dictionary<int, string>(pieces.Count);
        foreach (var (piece, id) in pieces)
        {
            if (id >= most)
            {
                throw place.Refuse(
                    string.Create(CultureInfo.InvariantCulture, $"numbers below {most} for {pieces.Count} pieces"),
                    $"{id} for '{piece}'"
                );
            }
            if (!owners.TryAdd(id, piece))
            {
                throw place.Refuse("a map that has each number once", $"one where '{owners[id]}' and '{piece}' have {id}");
            }
        }
    }
}
