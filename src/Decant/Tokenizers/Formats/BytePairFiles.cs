namespace Decant.Tokenizers.Formats;

/// <summary>
/// <c>vocab.json</c> or <c>encoder.json</c> with <c>merges.txt</c> or <c>vocab.bpe</c>: byte-level pieces. A vocabulary with
/// <c>&lt;s&gt;</c> and <c>&lt;/s&gt;</c> is RoBERTa's, another one GPT-2's.
/// </summary>
internal static class BytePairFiles
{
    private static readonly string[] s_vocabularies = ["vocab.json", "encoder.json"];
    private static readonly string[] s_merges = ["merges.txt", "vocab.bpe"];

    /// <param name="file">Either of the two files.</param>
    public static byte[] ToJson(string file)
    {
        var isVocabulary = !s_merges.Contains(Path.GetFileName(file));
        var vocabulary = isVocabulary ? file : Neighbour(file, s_vocabularies);
        var pieces = Pieces(vocabulary);
        var merges = Merges(isVocabulary ? Neighbour(file, s_merges) : file);
        var configuration = new NeighbourConfiguration(vocabulary);
        return ByteLevelJson.Write(
            pieces,
            merges,
            RobertaTokens(configuration, pieces),
            [.. new[] { configuration.Token("eos_token") ?? "<|endoftext|>" }.Where(pieces.ContainsKey)],
            configuration.Flag("add_prefix_space") ?? false
        );
    }

    private static BertTokens? RobertaTokens(NeighbourConfiguration configuration, Dictionary<string, int> pieces)
    {
        var tokens = new BertTokens(
            configuration.Token("pad_token") ?? "<pad>",
            configuration.Token("unk_token") ?? "<unk>",
            configuration.Token("cls_token") ?? "<s>",
            configuration.Token("sep_token") ?? "</s>",
            configuration.Token("mask_token") ?? "<mask>"
        );
        return pieces.ContainsKey(tokens.Begin) && pieces.ContainsKey(tokens.End) ? tokens : null;
    }

    private static string Neighbour(string file, string[] names)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw TokenizerProblem.Of(
                file,
                $"the file {string.Join(" or ", names)} was expected next to it, but neither is there",
                "Put both files of the tokenizer into one folder."
            );
    }

    private static Dictionary<string, int> Pieces(string file)
    {
        using var document = TokenizerBytes.Json(TokenizerBytes.Read(file), file);
        return VocabularySection.Read(new JsonPlace(file, "", document.RootElement));
    }

    private static List<(string Left, string Right)> Merges(string file)
    {
        var merges = new List<(string, string)>();
        foreach (var (number, line) in TokenizerBytes.Lines(file).Index())
        {
            if (line.Length == 0 || line.StartsWith("#version", StringComparison.Ordinal))
            {
                continue;
            }
            merges.Add(
                line.Split(' ') is [{ Length: > 0 } left, { Length: > 0 } right]
                    ? (left, right)
                    : throw TokenizerProblem.Of(file, $"line {number + 1} should be two pieces with a blank between, but is '{line}'")
            );
        }
        return merges;
    }
}
