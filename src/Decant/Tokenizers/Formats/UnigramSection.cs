using System.Globalization;
using Decant.Tokenizers.Models;

namespace Decant.Tokenizers.Formats;

/// <summary>A unigram model: a list of pieces, each with its log probability; its place in the list is its number.</summary>
internal static class UnigramSection
{
    public static ModelParts Read(JsonPlace model)
    {
        var (pieces, scores) = (new Dictionary<string, int>(), new List<double>());
        foreach (var place in model.Required("vocab").Items())
        {
            if (place.Items().Take(3).ToList() is not [var piece, var score])
            {
                throw place.Refuse("a piece and its log probability", "a list of another length");
            }
            // A piece that comes twice has its last number.
            pieces[piece.Text()] = scores.Count;
            scores.Add(score.Number());
        }
        if (scores.Count == 0)
        {
            throw model.Refuse("a model with pieces", "empty");
        }
        var unknown = model.Optional("unk_id")?.Whole();
        if (unknown is null || unknown >= scores.Count)
        {
            throw model.Refuse(
                string.Create(CultureInfo.InvariantCulture, $"a model whose unk_id is one of its {scores.Count} pieces"),
                unknown is null ? "one without unk_id" : string.Create(CultureInfo.InvariantCulture, $"one with {unknown}")
            );
        }
        var fallsBack = model.Flag("byte_fallback", false);
        return new ModelParts("Unigram", pieces, new UnigramModel(pieces, [.. scores], unknown.Value, fallsBack), unknown);
    }
}
