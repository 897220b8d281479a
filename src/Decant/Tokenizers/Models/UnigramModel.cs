using System.Buffers;
using System.Text;
using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Models;

/// <summary>
/// Unigram: of all ways to cut a text, the one whose pieces have the largest sum of log probabilities, found from left to right
/// (Kudo 2018; Viterbi). An unknown character costs 10 more than the least likely piece.
/// </summary>
internal sealed class UnigramModel : PieceModel
{
    private const double UnknownPenalty = 10;
    private readonly PieceTrie _trie = new();
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int _unknown;
    private readonly int[]? _bytes;

    /// <param name="pieces">Pieces and numbers.</param>
    /// <param name="scores">The log probability of each number.</param>
    /// <param name="unknown">The number for unknown characters; −1 without one.</param>
    /// <param name="fallsBackToBytes">True where an unknown character becomes its bytes.</param>
    public UnigramModel(Dictionary<string, int> pieces, double[] scores, int unknown, bool fallsBackToBytes)
    {
        (_scores, _unknown) = (scores, unknown);
        foreach (var (piece, id) in pieces)
        {
            if (piece.Length > 0)
            {
                _trie.Add(piece, id);
            }
        }
        _unknownScore = scores.Min() - UnknownPenalty;
        _bytes = fallsBackToBytes ? BytePieces.Of(pieces) : null;
    }

    public override void Cut(ReadOnlySpan<char> word, PieceList pieces)
    {
        var best = ArrayPool<Best>.Shared.Rent(word.Length + 1);
        Forward(word, best);
        Backward(word, best, pieces);
        ArrayPool<Best>.Shared.Return(best);
    }

    // best[i]: the best way to cut the first i characters, by its last piece.
    private void Forward(ReadOnlySpan<char> word, Span<Best> best)
    {
        best[..(word.Length + 1)].Fill(new Best { Begin = -1 });
        for (var begin = 0; begin < word.Length; )
        {
            CodePoints.At(word, begin, out var units);
            var so = best[begin].Score;
            var single = false;
            var node = PieceTrie.Root;
            for (var end = begin; end < word.Length; )
            {
                node = _trie.Next(node, word[end++]);
                if (node < 0)
                {
                    break;
                }
                if (_trie.Id(node) is var id and >= 0)
                {
                    Offer(ref best[end], so + _scores[id], begin, id);
                    single |= end == begin + units;
                }
            }
            if (!single)
            {
                Offer(ref best[begin + units], so + _unknownScore, begin, _unknown);
            }
            begin += units;
        }
    }

    private static void Offer(ref Best best, double score, int begin, int id)
    {
        if (best.Begin < 0 || score > best.Score)
        {
            best = new Best
            {
                Score = score,
                Begin = begin,
                Id = id,
            };
        }
    }

    // The last piece is found first; a pass turns the links round. Unknown characters in a row are one piece.
    private void Backward(ReadOnlySpan<char> word, Span<Best> best, PieceList pieces)
    {
        var from = pieces.Count;
        for (var end = word.Length; end > 0; )
        {
            var (begin, id) = (best[end].Begin, best[end].Id);
            while (id == _unknown && begin > 0 && best[begin].Id == _unknown)
            {
                begin = best[begin].Begin;
            }
            if (id != _unknown)
            {
                pieces.Add(id, begin, end);
            }
            else if (_bytes is null || !AddBytes(word, begin, end, pieces))
            {
                pieces.Add(id, begin, end);
            }
            end = begin;
        }
        pieces.Pieces[from..].Reverse();
    }

    // Last byte first, as all pieces at this point.
    private bool AddBytes(ReadOnlySpan<char> word, int begin, int end, PieceList pieces)
    {
        var bytes = Encoding.UTF8.GetBytes(word[begin..end].ToString());
        if (bytes.Any(value => _bytes![value] < 0))
        {
            return false;
        }
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            pieces.Add(_bytes![bytes[i]], begin, end);
        }
        return true;
    }

    private struct Best
    {
        public double Score;
        public int Begin;
        public int Id;
    }
}
