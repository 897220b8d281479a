using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Decant.Tests.Data.Sources;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers.Oracle;

/// <summary>The tokenizers that are compared with Hugging Face's library, read from the files that their authors published.</summary>
internal static class TokenizerCase
{
    /// <summary>Their names.</summary>
    public static TheoryData<string> Names { get; } =
    ["bert-uncased", "bert-cased", "gpt2", "roberta", "sentencepiece-unigram", "sentencepiece-bpe"];

    /// <summary>Reads one; the test is skipped where its files are missing.</summary>
    public static TextTokenizer Read(string name)
    {
        using var folder = new TemporaryFolder();
        return name switch
        {
            "bert-uncased" => TokenizerFile.Read(Data("tokenizers/bert-base-uncased")),
            "bert-cased" => Cased(folder.Path),
            "gpt2" => TokenizerFile.Read(Data("tokenizers/gpt2")),
            "roberta" => Roberta(folder.Path),
            "sentencepiece-unigram" => SentencePiece(folder.Path, "tokenizer-sentencepiece-albert/spiece.model"),
            _ => SentencePiece(folder.Path, "pretrained-stories260K/tokenizer.model"),
        };
    }

    /// <summary>A file or folder of the data; the test is skipped where it is missing.</summary>
    public static string Data(string name) => Path.Combine(RealData.RootWith(name), name);

    // BERT's vocabulary without small letters: what a file next to it says.
    private static TextTokenizer Cased(string folder)
    {
        File.Copy(Data("tokenizers/bert-base-uncased/vocab.txt"), Path.Combine(folder, "vocab.txt"));
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{ "do_lower_case": false }""");
        return TokenizerFile.Read(folder);
    }

    // GPT-2's pieces with RoBERTa's special tokens: four in front of them, the mask after.
    private static TextTokenizer Roberta(string folder)
    {
        var pieces = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(Data("tokenizers/gpt2/encoder.json")))!;
        string[] first = ["<s>", "<pad>", "</s>", "<unk>"];
        var all = first
            .Select((token, id) => KeyValuePair.Create(token, id))
            .Concat(pieces.Select(pair => KeyValuePair.Create(pair.Key, pair.Value + first.Length)))
            .Append(KeyValuePair.Create("<mask>", pieces.Count + first.Length))
            .ToDictionary();
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(all));
        File.Copy(Data("tokenizers/gpt2/vocab.bpe"), Path.Combine(folder, "merges.txt"));
        return TokenizerFile.Read(folder);
    }

    private static TextTokenizer SentencePiece(string folder, string name)
    {
        var file = Path.Combine(folder, "tokenizer.model");
        using var archive = new GZipStream(File.OpenRead(Data("language.tar.gz")), CompressionMode.Decompress);
        using var reader = new TarReader(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name.EndsWith(name, StringComparison.Ordinal))
            {
                entry.ExtractToFile(file, true);
            }
        }
        return TokenizerFile.Read(file);
    }
}
