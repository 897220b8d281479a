namespace Decant.Tokenizers.Formats;

/// <summary>
/// <c>vocab.txt</c>: a piece a line, its number the line's. Capital letters become small ones unless a file next to it says
/// otherwise.
/// </summary>
internal static class BertVocabularyFile
{
    public static byte[] ToJson(string file)
    {
        var pieces = new Dictionary<string, int>();
        var lines = TokenizerBytes.Lines(file);
        for (var number = 0; number < lines.Count; number++)
        {
            // A piece that comes twice has its last number, as in BERT's own reader.
            pieces[lines[number]] = number;
        }
        var configuration = new NeighbourConfiguration(file);
        string Token(string key, string usual)
        {
            var token = configuration.Token(key) ?? usual;
            return pieces.ContainsKey(token)
                ? token
                : throw TokenizerProblem.Of(
                    file,
                    $"a line with '{token}' was expected, but none of the {pieces.Count} has it",
                    "Take the vocab.txt of a BERT model, or add the line."
                );
        }
        var lowers = configuration.Flag("do_lower_case") ?? true;
        return BertJson.Write(
            pieces,
            new BertTokens(
                configuration.Token("pad_token") ?? "[PAD]",
                Token("unk_token", "[UNK]"),
                Token("cls_token", "[CLS]"),
                Token("sep_token", "[SEP]"),
                configuration.Token("mask_token") ?? "[MASK]"
            ),
            lowers,
            configuration.Flag("strip_accents"),
            configuration.Flag("tokenize_chinese_chars") ?? true
        );
    }
}
