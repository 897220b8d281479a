using System.Buffers;
using Decant.Tokenizers.Characters;
using Decant.Tokenizers.Models;

namespace Decant.Tokenizers.Splitting;

/// <summary>Finds added tokens in a text: the leftmost, and of several at one place the longest.</summary>
internal sealed class AddedTokenSearch
{
    private readonly PieceTrie _trie = new();
    private readonly SearchValues<char> _first;
    private readonly AddedToken[] _tokens;

    /// <param name="tokens">What is looked for.</param>
    /// <param name="written">How the text writes each of them.</param>
    public AddedTokenSearch(IReadOnlyList<AddedToken> tokens, Func<AddedToken, string> written)
    {
        _tokens = [.. tokens];
        var first = new HashSet<char>();
        for (var i = 0; i < _tokens.Length; i++)
        {
            var content = written(_tokens[i]);
            if (content.Length > 0)
            {
                _trie.Add(content, i);
                first.Add(content[0]);
            }
        }
        _first = SearchValues.Create([.. first]);
    }

    /// <summary>The next token; false where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="search">From where to look; afterwards from where to look next.</param>
    /// <param name="taken">Where the part of the text that is not taken yet begins.</param>
    /// <param name="found">The token in the text, with the blanks that it takes.</param>
    public bool Next(ReadOnlySpan<char> text, ref int search, int taken, out Segment found)
    {
        while (true)
        {
            var step = text[search..].IndexOfAny(_first);
            if (step < 0)
            {
                found = default;
                return false;
            }
            var begin = search + step;
            var (token, end) = Longest(text, begin);
            if (token is null)
            {
                search = begin + 1;
                continue;
            }
            search = end;
            if (token.SingleWord && (EndsWithWord(text[..begin]) || BeginsWithWord(text[end..])))
            {
                continue;
            }
            found = WithBlanks(text, token, Math.Max(begin, taken), end, taken);
            return true;
        }
    }

    private (AddedToken? Token, int End) Longest(ReadOnlySpan<char> text, int begin)
    {
        var (token, end) = ((AddedToken?)null, begin);
        var node = PieceTrie.Root;
        for (var i = begin; i < text.Length; )
        {
            node = _trie.Next(node, text[i++]);
            if (node < 0)
            {
                break;
            }
            if (_trie.Id(node) >= 0)
            {
                (token, end) = (_tokens[_trie.Id(node)], i);
            }
        }
        return (token, end);
    }

    private static Segment WithBlanks(ReadOnlySpan<char> text, AddedToken token, int begin, int end, int taken)
    {
        while (token.TakesLeft && begin > taken && CodePoints.Is(text[begin - 1], CodePointSet.Space))
        {
            begin--;
        }
        while (token.TakesRight && end < text.Length && CodePoints.Is(text[end], CodePointSet.Space))
        {
            end++;
        }
        return new Segment(begin, end, token.Id);
    }

    private static bool BeginsWithWord(ReadOnlySpan<char> text) =>
        text.Length > 0 && CodePoints.Is(CodePoints.At(text, 0, out _), CodePointSet.Word);

    private static bool EndsWithWord(ReadOnlySpan<char> text)
    {
        var last = text.Length - 1;
        return last >= 0
            && CodePoints.Is(CodePoints.At(text, last > 0 && char.IsLowSurrogate(text[last]) ? last - 1 : last, out _), CodePointSet.Word);
    }
}
