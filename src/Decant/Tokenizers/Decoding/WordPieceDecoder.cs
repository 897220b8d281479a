namespace Decant.Tokenizers.Decoding;

/// <summary>Spaces between words, none before a piece that continues one.</summary>
/// <param name="prefix">Before a piece that continues a word.</param>
/// <param name="cleans">Takes away the space before a mark, and within English short forms.</param>
internal sealed class WordPieceDecoder(string prefix, bool cleans) : TextDecoder
{
    private static readonly (string From, string To)[] s_short =
    [
        (" .", "."),
        (" ?", "?"),
        (" !", "!"),
        (" ,", ","),
        (" ' ", "'"),
        (" n't", "n't"),
        (" 'm", "'m"),
        (" do not", " don't"),
        (" 's", "'s"),
        (" 've", "'ve"),
        (" 're", "'re"),
    ];

    public override List<string> Decode(List<string> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i > 0)
            {
                pieces[i] = pieces[i].StartsWith(prefix, StringComparison.Ordinal) ? pieces[i][prefix.Length..] : " " + pieces[i];
            }
            if (cleans)
            {
                pieces[i] = s_short.Aggregate(pieces[i], (text, form) => text.Replace(form.From, form.To, StringComparison.Ordinal));
            }
        }
        return pieces;
    }
}
