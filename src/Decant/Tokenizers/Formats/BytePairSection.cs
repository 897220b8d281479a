using System.Globalization;
using Decant.Tokenizers.Models;

namespace Decant.Tokenizers.Formats;

/// <summary>A model of byte-pair encoding: pieces, and the pairs that join, in order.</summary>
internal static class BytePairSection
{
    public static ModelParts Read(JsonPlace model)
    {
        var pieces = VocabularySection.Read(model.Required("vocab"));
        int? unknown = model.Optional("unk_token") is { } token ? VocabularySection.Piece(model, pieces, token.Text()) : null;
        var prefix = model.Text("continuing_subword_prefix", "");
        var rules = new BytePairRules(
            unknown,
            model.Flag("fuse_unk", false),
            model.Flag("byte_fallback", false),
            model.Flag("ignore_merges", false),
            prefix,
            model.Text("end_of_word_suffix", "")
        );
        return new ModelParts("BPE", pieces, new BytePairModel(pieces, Pairs(model.Required("merges"), pieces, prefix), rules), unknown);
    }

    private static PairTable Pairs(JsonPlace merges, Dictionary<string, int> pieces, string prefix)
    {
        var list = merges.Items().ToList();
        var table = new PairTable(list.Count);
        for (var rank = 0; rank < list.Count; rank++)
        {
            var (left, right) = Pair(list[rank]);
            // A continuing piece loses its prefix where it joins the one in front.
            var joined = left + (right.StartsWith(prefix, StringComparison.Ordinal) ? right[prefix.Length..] : right);
            table.Add(Piece(list[rank], pieces, left), Piece(list[rank], pieces, right), rank, Piece(list[rank], pieces, joined));
        }
        return table;
    }

    // Older files write a pair as one text with a blank between, newer ones as a list of two.
    private static (string Left, string Right) Pair(JsonPlace place)
    {
        if (place.IsText)
        {
            var text = place.Text();
            var blank = text.IndexOf(' ', StringComparison.Ordinal);
            return blank > 0 && text.IndexOf(' ', blank + 1) < 0 && blank + 1 < text.Length
                ? (text[..blank], text[(blank + 1)..])
                : throw place.Refuse("two pieces with a blank between", $"'{text}'");
        }
        return place.Items().Take(3).ToList() is [var left, var right]
            ? (left.Text(), right.Text())
            : throw place.Refuse("two pieces", "a list of another length");
    }

    private static int Piece(JsonPlace place, Dictionary<string, int> pieces, string piece) =>
        pieces.TryGetValue(piece, out var id)
            ? id
            : throw place.Refuse(
                "a pair whose parts and whole are in the vocabulary",
                string.Create(CultureInfo.InvariantCulture, $"one with '{piece}', which none of its {pieces.Count} pieces is")
            );
}
