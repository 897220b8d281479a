using System.Buffers;
using System.Text;
using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Models;

/// <summary>Byte-pair encoding: a word's characters, joined pair by pair in the order in which the pairs were learnt (Sennrich et al. 2016).</summary>
internal sealed class BytePairModel : PieceModel
{
    private readonly BytePairRules _rules;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    private readonly int[] _small = new int[0x200];
    private readonly PairTable _pairs;
    private readonly int[]? _bytes;

    /// <param name="pieces">Pieces and numbers.</param>
    /// <param name="pairs">Pairs that join.</param>
    /// <param name="rules">All else.</param>
    public BytePairModel(Dictionary<string, int> pieces, PairTable pairs, BytePairRules rules)
    {
        (_pairs, _rules) = (pairs, rules);
        _pieces = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var c = 0; c < _small.Length; c++)
        {
            _small[c] = pieces.GetValueOrDefault(((char)c).ToString(), -1);
        }
        _bytes = rules.FallsBackToBytes ? BytePieces.Of(pieces) : null;
    }

    public override void Cut(ReadOnlySpan<char> word, PieceList pieces)
    {
        if (_rules.TakesWholeWords && _pieces.TryGetValue(word, out var whole))
        {
            pieces.Add(whole, 0, word.Length);
            return;
        }
        var most = _bytes is null ? word.Length : Encoding.UTF8.GetByteCount(word);
        var rented = most <= SymbolMerging.Few ? null : ArrayPool<Symbol>.Shared.Rent(most);
        var symbols = rented ?? stackalloc Symbol[SymbolMerging.Few];
        var count = Begin(word, symbols);
        count = SymbolMerging.Join(symbols[..count], _pairs);
        foreach (ref readonly var symbol in symbols[..count])
        {
            pieces.Add(symbol.Id, symbol.Begin, symbol.End);
        }
        if (rented is not null)
        {
            ArrayPool<Symbol>.Shared.Return(rented);
        }
    }

    private int Begin(ReadOnlySpan<char> word, Span<Symbol> symbols)
    {
        var count = 0;
        var unknown = (Begin: -1, End: -1);
        for (var i = 0; i < word.Length; )
        {
            CodePoints.At(word, i, out var units);
            var end = i + units;
            var id = Single(word[i..end], i == 0, end == word.Length);
            if (id >= 0)
            {
                count = PutUnknown(symbols, count, ref unknown);
                symbols[count++] = new Symbol
                {
                    Id = id,
                    Begin = i,
                    End = end,
                };
            }
            else if (_bytes is null || !PutBytes(word[i..end], symbols, ref count, i))
            {
                if (unknown.Begin >= 0 && !_rules.FusesUnknown)
                {
                    count = PutUnknown(symbols, count, ref unknown);
                }
                unknown = (unknown.Begin < 0 ? i : unknown.Begin, end);
            }
            i = end;
        }
        return PutUnknown(symbols, count, ref unknown);
    }

    private int PutUnknown(Span<Symbol> symbols, int count, ref (int Begin, int End) unknown)
    {
        if (unknown.Begin >= 0 && _rules.Unknown is { } id)
        {
            symbols[count++] = new Symbol
            {
                Id = id,
                Begin = unknown.Begin,
                End = unknown.End,
            };
        }
        unknown = (-1, -1);
        return count;
    }

    private bool PutBytes(ReadOnlySpan<char> character, Span<Symbol> symbols, ref int count, int begin)
    {
        Span<byte> bytes = stackalloc byte[4];
        var length = Encoding.UTF8.GetBytes(character, bytes);
        foreach (var value in bytes[..length])
        {
            if (_bytes![value] < 0)
            {
                return false;
            }
        }
        foreach (var value in bytes[..length])
        {
            symbols[count++] = new Symbol
            {
                Id = _bytes![value],
                Begin = begin,
                End = begin + character.Length,
            };
        }
        return true;
    }

    // The piece of one character, as it is written at its place in a word; −1 without one.
    private int Single(ReadOnlySpan<char> character, bool first, bool last)
    {
        var prefix = first ? "" : _rules.ContinuingPrefix;
        var suffix = last ? _rules.EndSuffix : "";
        if (prefix.Length + suffix.Length > 0)
        {
            return _pieces.TryGetValue($"{prefix}{character}{suffix}", out var id) ? id : -1;
        }
        return character.Length == 1 && character[0] < _small.Length ? _small[character[0]]
            : _pieces.TryGetValue(character, out var piece) ? piece
            : -1;
    }
}
