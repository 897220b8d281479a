using Decant.Tokenizers.Formats;

namespace Decant.Tokenizers;

/// <summary>
/// Finds what each special token is for: by the place that it has around texts, else by the names that the usual models
/// give them.
/// </summary>
internal static class SpecialTokenSearch
{
    public static SpecialTokens Find(TokenizerParts parts) =>
        new(
            (parts.Padding is { } padding ? parts.Vocabulary.Id(padding) : null) ?? Named(parts, "[PAD]", "<pad>", "<PAD>"),
            parts.Unknown ?? Named(parts, "[UNK]", "<unk>", "<UNK>"),
            parts.Template.Begin ?? Named(parts, "[CLS]", "<s>", "<bos>", "<|endoftext|>"),
            parts.Template.End ?? Named(parts, "[SEP]", "</s>", "<eos>", "<|endoftext|>"),
            Named(parts, "[MASK]", "<mask>", "<MASK>")
        );

    private static int? Named(TokenizerParts parts, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (parts.Vocabulary.Id(name) is { } id)
            {
                return id;
            }
        }
        return null;
    }
}
