using Decant.Engine;

namespace Decant.Tokenizers.Formats;

/// <summary>Which file of a folder is the tokenizer's, and of what form it is.</summary>
internal static class TokenizerFolder
{
    // In the order of preference: the first says most.
    private static readonly (string Name, TokenizerForm Form)[] s_names =
    [
        ("tokenizer.json", TokenizerForm.HuggingFace),
        ("vocab.txt", TokenizerForm.WordPieceVocabulary),
        ("vocab.json", TokenizerForm.BytePairVocabulary),
        ("encoder.json", TokenizerForm.BytePairVocabulary),
        ("spiece.model", TokenizerForm.SentencePiece),
        ("sentencepiece.bpe.model", TokenizerForm.SentencePiece),
        ("tokenizer.model", TokenizerForm.SentencePiece),
    ];

    /// <summary>The file that a path means.</summary>
    public static string Find(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }
        if (!Directory.Exists(path))
        {
            throw new DecantException(
                $"Reading the tokenizer {path}: a file or a folder was expected, but there is none of this name. Say where the tokenizer lies."
            );
        }
        foreach (var (name, _) in s_names)
        {
            var file = Path.Combine(path, name);
            if (File.Exists(file))
            {
                return file;
            }
        }
        throw new DecantException(
            $"Reading the tokenizer {path}: the folder should hold one of {string.Join(", ", s_names.Select(entry => entry.Name))}, "
                + "but holds none. Name the folder or the file of a tokenizer."
        );
    }

    /// <summary>The form of a file, by its name; a file of another name by its ending.</summary>
    public static TokenizerForm FormOf(string file)
    {
        var name = Path.GetFileName(file);
        foreach (var (known, form) in s_names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return form;
            }
        }
        return name is "merges.txt" or "vocab.bpe"
            ? TokenizerForm.BytePairVocabulary
            : Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".txt" => TokenizerForm.WordPieceVocabulary,
                ".model" => TokenizerForm.SentencePiece,
                _ => TokenizerForm.HuggingFace,
            };
    }
}
