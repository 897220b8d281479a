using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>
/// BERT's own: control characters go, every blank is a space, Chinese characters get spaces around them, accents go, capital letters
/// become small ones; in this order (Devlin et al. 2019, <c>BasicTokenizer</c>).
/// </summary>
internal sealed class BertNormalizer : TextNormalizer
{
    // In the table: what the character becomes. These two never come out of it, for neither is kept by a normaliser.
    private const char Removed = '\0';
    private const char Several = '\uFFFF';

    private readonly bool _cleans;
    private readonly bool _parts;
    private readonly bool _strips;
    private readonly bool _lowers;
    private readonly char[] _becomes = new char[0x10000];

    /// <param name="cleans">Removes control characters and makes every blank a space.</param>
    /// <param name="partsChinese">Puts spaces around Chinese characters.</param>
    /// <param name="strips">Takes the accents from letters.</param>
    /// <param name="lowers">Makes capital letters small.</param>
    public BertNormalizer(bool cleans, bool partsChinese, bool strips, bool lowers)
    {
        (_cleans, _parts, _strips, _lowers) = (cleans, partsChinese, strips, lowers);
        var text = new TextBuffer();
        for (var c = 0; c < _becomes.Length; c++)
        {
            _becomes[c] = Several;
            if (char.IsSurrogate((char)c) || (c == 0 && !cleans))
            {
                continue;
            }
            text.Load(((char)c).ToString(), 0, 1);
            text.Rewrite();
            PutCodePoint(text, c, 0);
            text.Finish();
            _becomes[c] = text.Length switch
            {
                0 => Removed,
                1 => text.Chars[0],
                _ => Several,
            };
        }
    }

    public override void Apply(TextBuffer text)
    {
        var chars = text.Chars;
        text.Rewrite();
        for (var i = 0; i < chars.Length; i++)
        {
            var becomes = _becomes[chars[i]];
            if (becomes == Several)
            {
                PutCodePoint(text, CodePoints.At(chars, i, out var units), i);
                i += units - 1;
            }
            else if (becomes != Removed)
            {
                text.Put(becomes, i);
            }
        }
        text.Finish();
    }

    private void PutCodePoint(TextBuffer text, int c, int origin)
    {
        if (_cleans)
        {
            // Before blanks: a form feed is both, and goes.
            if (c is 0 or 0xFFFD || CodePoints.Is(c, CodePointSet.Control))
            {
                return;
            }
            if (CodePoints.Is(c, CodePointSet.Space))
            {
                text.Put(' ', origin);
                return;
            }
        }
        var parts = _parts && IsChinese(c);
        if (parts)
        {
            text.Put(' ', origin);
        }
        PutLetter(text, c, origin);
        if (parts)
        {
            text.Put(' ', origin);
        }
    }

    private void PutLetter(TextBuffer text, int c, int origin)
    {
        if (!_strips)
        {
            PutLowered(text, c, origin);
            return;
        }
        foreach (var part in CodePoints.Canonical(c) ?? [c])
        {
            if (!CodePoints.Is(part, CodePointSet.Nonspacing))
            {
                PutLowered(text, part, origin);
            }
        }
    }

    private void PutLowered(TextBuffer text, int c, int origin)
    {
        if (!_lowers || CodePoints.Lower(c) is not { } letters)
        {
            text.Put(c, origin);
            return;
        }
        foreach (var letter in letters)
        {
            text.Put(letter, origin);
        }
    }

    // The blocks of ideographs, as BERT lists them; Korean and Japanese syllables are not among them.
    private static bool IsChinese(int c) =>
        c
            is (>= 0x4E00 and <= 0x9FFF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x20000 and <= 0x2A6DF)
                or (>= 0x2A700 and <= 0x2B73F)
                or (>= 0x2B740 and <= 0x2B81F)
                or (>= 0x2B920 and <= 0x2CEAF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x2F800 and <= 0x2FA1F);
}
