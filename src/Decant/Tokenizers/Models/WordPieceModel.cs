namespace Decant.Tokenizers.Models;

/// <summary>
/// WordPiece: the longest piece at the front of a word, then the longest that continues it, and so on; a word of which a part is in no
/// piece is unknown as a whole (Devlin et al. 2019).
/// </summary>
internal sealed class WordPieceModel : PieceModel
{
    private readonly PieceTrie _trie = new();
    private readonly int _continuation;
    private readonly int _unknown;
    private readonly int _longestWord;

    /// <param name="vocabulary">Pieces and their numbers.</param>
    /// <param name="continuingPrefix">Before a piece that continues a word: <c>##</c>.</param>
    /// <param name="unknown">The number for unknown words.</param>
    /// <param name="longestWord">The most code points of a word; a longer one is unknown.</param>
    public WordPieceModel(IReadOnlyDictionary<string, int> vocabulary, string continuingPrefix, int unknown, int longestWord)
    {
        foreach (var (piece, id) in vocabulary)
        {
            _trie.Add(piece, id);
        }
        _continuation = _trie.Walk(PieceTrie.Root, continuingPrefix);
        (_unknown, _longestWord) = (unknown, longestWord);
    }

    public override void Cut(ReadOnlySpan<char> word, PieceList pieces)
    {
        var before = pieces.Count;
        if (word.Length > _longestWord && CodePoints(word) > _longestWord)
        {
            pieces.Add(_unknown, 0, word.Length);
            return;
        }
        for (var begin = 0; begin < word.Length; )
        {
            var (id, end) = Longest(word, begin);
            if (id < 0)
            {
                pieces.Cut(before);
                pieces.Add(_unknown, 0, word.Length);
                return;
            }
            pieces.Add(id, begin, end);
            begin = end;
        }
    }

    private (int Id, int End) Longest(ReadOnlySpan<char> word, int begin)
    {
        var node = begin == 0 ? PieceTrie.Root : _continuation;
        var (id, end) = (-1, begin);
        for (var i = begin; i < word.Length && node >= 0; )
        {
            node = _trie.Next(node, word[i++]);
            if (node >= 0 && _trie.Id(node) >= 0)
            {
                (id, end) = (_trie.Id(node), i);
            }
        }
        return (id, end);
    }

    private static int CodePoints(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var c in word)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }
        return count;
    }
}
