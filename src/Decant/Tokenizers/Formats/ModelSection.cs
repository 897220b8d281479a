using Decant.Engine;
using Decant.Tokenizers.Models;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>model</c>. Older files do not say its type; what it has tells it then.</summary>
internal static class ModelSection
{
    private static readonly string[] s_kinds = ["WordPiece", "BPE", "Unigram", "WordLevel"];

    public static ModelParts Read(JsonPlace model)
    {
        var kind = model.Optional("type")?.Text() ?? Guess(model);
        return kind switch
        {
            "WordPiece" => WordPiece(model),
            "BPE" => BytePairSection.Read(model),
            "Unigram" => UnigramSection.Read(model),
            "WordLevel" => Words(model),
            _ => throw model.Refuse($"of a known kind: {NearestName.Explain("model", kind, s_kinds)}", $"'{kind}'"),
        };
    }

    private static string Guess(JsonPlace model) =>
        model.Optional("merges") is not null ? "BPE"
        : model.Optional("vocab") is { IsList: true } ? "Unigram"
        : model.Optional("continuing_subword_prefix") is not null || model.Optional("max_input_chars_per_word") is not null ? "WordPiece"
        : "WordLevel";

    private static ModelParts WordPiece(JsonPlace model)
    {
        var pieces = VocabularySection.Read(model.Required("vocab"));
        var unknown = VocabularySection.Piece(model, pieces, model.Text("unk_token", "[UNK]"));
        var prefix = model.Text("continuing_subword_prefix", "##");
        var longest = model.Optional("max_input_chars_per_word")?.Whole() ?? 100;
        return new ModelParts("WordPiece", pieces, new WordPieceModel(pieces, prefix, unknown, longest), unknown);
    }

    private static ModelParts Words(JsonPlace model)
    {
        var pieces = VocabularySection.Read(model.Required("vocab"));
        var unknown = VocabularySection.Piece(model, pieces, model.Text("unk_token", "<unk>"));
        return new ModelParts("WordLevel", pieces, new WordModel(pieces, unknown), unknown);
    }
}
