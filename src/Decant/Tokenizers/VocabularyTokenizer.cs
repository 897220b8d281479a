using System.Security.Cryptography;
using Decant.Engine;
using Decant.Tokenizers.Characters;
using Decant.Tokenizers.Formats;
using Decant.Tokenizers.Joining;
using Decant.Tokenizers.Models;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers;

/// <summary>A tokenizer as its file says: added tokens, normalised text, words, pieces, special tokens around.</summary>
internal sealed class VocabularyTokenizer : TextTokenizer
{
    [ThreadStatic]
    private static TokenizerWork? t_work;

    private readonly TokenizerParts _parts;
    private readonly AddedTokenSearch _raw;
    private readonly AddedTokenSearch _normalized;
    private readonly HashSet<int> _special;

    public VocabularyTokenizer(TokenizerParts parts)
    {
        _parts = parts;
        _raw = new AddedTokenSearch([.. parts.Added.Where(token => !token.Normalized)], token => token.Content);
        _normalized = new AddedTokenSearch([.. parts.Added.Where(token => token.Normalized)], Normalized);
        _special = [.. parts.Added.Where(token => token.Special).Select(token => token.Id)];
        Special = SpecialTokenSearch.Find(parts);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(parts.Json));
    }

    public override string Kind => _parts.Kind;

    public override IEnumerable<string> AllPieces => _parts.Vocabulary.Pieces;

    public override int VocabularySize => _parts.Vocabulary.Size;

    public override SpecialTokens Special { get; }

    public override string Fingerprint { get; }

    public override TokenizedText Encode(string text, string? second, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var work = TokenizerWork.Rent(ref t_work);
        Cut(text, work, work.First);
        if (second is not null)
        {
            Cut(second, work, work.Second);
        }
        return Join(work, second is null ? _parts.Template.One : _parts.Template.Two, longest);
    }

    public override TokenizedText Encode(IReadOnlyList<string> words, int longest)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var work = TokenizerWork.Rent(ref t_work);
        for (var word = 0; word < words.Count; word++)
        {
            var from = work.First.Count;
            Cut(words[word], work, work.First);
            foreach (ref var piece in work.First.Pieces[from..])
            {
                piece = piece with { Word = word };
            }
        }
        return Join(work, _parts.Template.One, longest);
    }

    public override string Decode(ReadOnlySpan<int> ids)
    {
        var pieces = new List<string>(ids.Length);
        foreach (var id in ids)
        {
            if (!_special.Contains(id) && _parts.Vocabulary.Piece(id) is { } piece)
            {
                pieces.Add(piece);
            }
        }
        return _parts.Decoder is { } decoder ? string.Concat(decoder.Decode(pieces)) : string.Join(' ', pieces);
    }

    public override string Piece(int id) =>
        _parts.Vocabulary.Piece(id)
        ?? throw new DecantException(
            $"Naming a piece: the vocabulary has {VocabularySize} numbers, and {id} is none of them. Take numbers that this tokenizer gave."
        );

    public override void Write(string path) => File.WriteAllBytes(path, _parts.Json);

    private string Normalized(AddedToken token)
    {
        var text = new TextBuffer();
        text.Load(token.Content, 0, token.Content.Length);
        _parts.Normalizer?.Apply(text);
        return text.Chars.ToString();
    }

    private void Cut(string text, TokenizerWork work, PieceList pieces)
    {
        int taken = 0,
            search = 0,
            word = 0;
        while (_raw.Next(text, ref search, taken, out var found))
        {
            CutPart(text, taken, found.Begin, work.Text, pieces, ref word);
            var (start, stop) = Trimmed(text.AsSpan(found.Begin, found.End - found.Begin), pieces.Count, found.Begin, found.End);
            pieces.Add(found.Id, start, stop, word++);
            taken = found.End;
        }
        CutPart(text, taken, text.Length, work.Text, pieces, ref word);
    }

    private void CutPart(string text, int begin, int end, TextBuffer buffer, PieceList pieces, ref int word)
    {
        if (begin >= end)
        {
            return;
        }
        buffer.Load(text, begin, end);
        _parts.Normalizer?.Apply(buffer);
        TakeAdded(buffer);
        _parts.Splitter?.Apply(buffer);
        foreach (var segment in buffer.Segments)
        {
            var from = pieces.Count;
            if (segment.Id >= 0)
            {
                pieces.Add(segment.Id, 0, segment.End - segment.Begin);
            }
            else
            {
                _parts.Model.Cut(buffer.Chars[segment.Begin..segment.End], pieces);
            }
            for (var i = from; i < pieces.Count; i++)
            {
                ref var piece = ref pieces.Pieces[i];
                var (start, stop) = buffer.Origin(segment.Begin + piece.Begin, segment.Begin + piece.End);
                if (_parts.Trimming is not null)
                {
                    // An added token has the blanks that it took, which its piece does not show.
                    var shown = segment.Id >= 0 ? text.AsSpan(start, stop - start) : _parts.Vocabulary.Piece(piece.Id);
                    (start, stop) = Trimmed(shown, i, start, stop);
                }
                piece = new Piece(piece.Id, start, stop, word);
            }
            word++;
        }
    }

    private (int Start, int End) Trimmed(ReadOnlySpan<char> shown, int index, int start, int end) =>
        _parts.Trimming?.Trim(shown, index, start, end) ?? (start, end);

    private void TakeAdded(TextBuffer buffer)
    {
        int taken = 0,
            search = 0;
        while (_normalized.Next(buffer.Chars, ref search, taken, out var found))
        {
            buffer.Add(taken, found.Begin);
            buffer.Add(found.Begin, found.End, found.Id);
            taken = found.End;
        }
        if (taken > 0)
        {
            buffer.Add(taken, buffer.Length);
            buffer.FinishSegments();
        }
    }

    private TokenizedText Join(TokenizerWork work, IReadOnlyList<TemplatePart> template, int longest)
    {
        var special = TextTemplate.Special(template);
        if (longest < special)
        {
            throw new DecantException(
                $"Cutting a text into pieces: {longest} pieces are asked for, but the special tokens alone are {special}. Allow more pieces."
            );
        }
        var (first, second) = PairCut.Lengths(work.First.Count, work.Second.Count, longest - special);
        var cut = work.First.Count + work.Second.Count - first - second;
        work.First.Cut(first);
        work.Second.Cut(second);
        var count = first + second + special;
        var result = new TokenizedText(new int[count], new int[count], new (int, int)[count], new int[count], cut);
        var place = 0;
        foreach (var part in template)
        {
            if (part.Text >= 0)
            {
                Put(result, ref place, part, (part.Text == 0 ? work.First : work.Second).Pieces);
            }
            foreach (var id in part.Ids)
            {
                (result.Ids[place], result.Segments[place], result.Words[place]) = (id, part.Segment, -1);
                place++;
            }
        }
        return result;
    }

    private static void Put(TokenizedText result, ref int place, TemplatePart part, ReadOnlySpan<Piece> pieces)
    {
        for (var i = 0; i < pieces.Length; i++, place++)
        {
            var piece = pieces[i];
            result.Ids[place] = piece.Id;
            result.Segments[place] = part.Segment;
            result.Words[place] = piece.Word;
            result.Offsets[place] = (piece.Begin, piece.End);
        }
    }
}
