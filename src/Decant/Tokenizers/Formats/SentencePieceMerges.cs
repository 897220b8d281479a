namespace Decant.Tokenizers.Formats;

/// <summary>
/// SentencePiece's byte-pair encoding has scores in the place of merges: two neighbours join where their text is a piece, the largest score
/// first. As merges: every way to put a piece together from two, in the order of its score.
/// </summary>
internal static class SentencePieceMerges
{
    public static List<(string Left, string Right)> Of(IReadOnlyList<SentencePiece> pieces, Dictionary<string, int> ids)
    {
        var merges = new List<(string Left, string Right, float Score)>();
        foreach (var piece in pieces.Where(piece => piece.Kind is SentencePieceKind.Normal))
        {
            var ways = new List<(string Left, string Right)>();
            for (var cut = 1; cut < piece.Text.Length; cut++)
            {
                var (left, right) = (piece.Text[..cut], piece.Text[cut..]);
                if (ids.ContainsKey(left) && ids.ContainsKey(right))
                {
                    ways.Add((left, right));
                }
            }
            merges.AddRange(ways.OrderBy(way => (ids[way.Left], ids[way.Right])).Select(way => (way.Left, way.Right, piece.Score)));
        }
        return
        [
            .. merges
                .OrderByDescending(merge => merge.Score)
                .ThenByDescending(merge => Characters(merge.Left))
                .ThenByDescending(merge => Characters(merge.Right))
                .Select(merge => (merge.Left, merge.Right)),
        ];
    }

    private static int Characters(string text) => text.Count(c => !char.IsLowSurrogate(c));
}
